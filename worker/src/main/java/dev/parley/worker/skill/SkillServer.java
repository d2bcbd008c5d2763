package dev.parley.worker.skill;

import com.google.common.base.Throwables;
import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.secret.Masker;
import dev.parley.store.SkillSets.Skill;
import dev.parley.text.Characters;
import dev.parley.worker.skill.OkHttpTransport.UnexpectedStatus;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One MCP server, reached by streamable HTTP. Each use opens and closes a session of its own, so
 * that a restarted server causes no errors.
 */
public final class SkillServer {
  private static final JsonMapper JSON = new JsonMapper();

  /** Together with the time limit of one response, well below that of a step's attempt. */
  private static final Duration GREETING = Duration.ofSeconds(8);

  private static final int EXCERPT = 500;
  private static final int MOST_RESULT = 256 * 1024;
  private static final int MOST_PAGES = 20;
  private static final int MOST_SKILLS = 500;

  private final OkHttpClient client;
  private final Function<Throwable, Optional<String>> refusal;
  private final URI url;
  private final @Nullable Header header;
  private final Duration patience;

  /** A header for every request; its value is a secret. */
  public record Header(String name, String value) {}

  /** The server's name and skills. */
  public record Learnt(String server, List<Skill> skills) {}

  /**
   * Creates the client.
   *
   * @param client with guarded sockets
   * @param refusal returns the guard's message if the guard refused
   * @param patience for one response
   */
  public SkillServer(
      OkHttpClient client,
      Function<Throwable, Optional<String>> refusal,
      URI url,
      @Nullable Header header,
      Duration patience) {
    this.client = client;
    this.refusal = refusal;
    this.url = url;
    this.header = header;
    this.patience = patience;
  }

  /**
   * Loads the skills: the tools of all pages, without duplicates, until a cursor repeats (MCP,
   * pagination).
   */
  public Learnt learn() {
    return with(
        false,
        session -> {
          var skills = new LinkedHashMap<String, Skill>();
          var cursors = new HashSet<String>();
          String cursor = null;
          do {
            var listed = session.listTools(cursor);
            listed.tools().forEach(tool -> skills.putIfAbsent(tool.name(), skill(tool)));
            cursor = listed.nextCursor();
          } while (cursor != null
              && !cursor.isEmpty()
              && cursors.add(cursor)
              && cursors.size() < MOST_PAGES
              && skills.size() < MOST_SKILLS);
          var info = session.getServerInfo();
          return new Learnt(
              info.name() + " " + info.version(),
              skills.values().stream().limit(MOST_SKILLS).toList());
        });
  }

  /**
   * Runs a skill.
   *
   * @param repeatable true if it may be repeated when there is no response
   * @return plain JSON values
   */
  public Object run(String skill, Map<String, Object> arguments, boolean repeatable) {
    var result =
        with(
            !repeatable,
            session ->
                session.callTool(CallToolRequest.builder(skill).arguments(arguments).build()));
    if (Boolean.TRUE.equals(result.isError())) {
      throw new StepFailure(
          FailureType.PEER_REFUSED,
          "the skill answered with an error",
          "The skill \"" + skill + "\" answered with an error. " + excerpt(texts(result)));
    }
    return bounded(plain(result));
  }

  private interface Use<T> {
    T of(McpSyncClient session);
  }

  private <T> T with(boolean once, Use<T> use) {
    var session = session();
    var asked = false;
    try {
      session.initialize();
      asked = true;
      return use.of(session);
    } catch (RuntimeException e) {
      throw failure(e, once && asked);
    } finally {
      session.close();
    }
  }

  private McpSyncClient session() {
    return McpClient.sync(new OkHttpTransport(client, url, header))
        .clientInfo(Implementation.builder("parley", "1").build())
        .requestTimeout(patience)
        .initializationTimeout(patience.compareTo(GREETING) < 0 ? patience : GREETING)
        .build();
  }

  /** Returns the failure of a skill that may have run and is not known to be repeatable. */
  public static StepFailure outcomeUnknown() {
    return new StepFailure(
        FailureType.OUTCOME_UNKNOWN,
        "the skill may have run, but there was no answer",
        "The skill may have run, but there was no answer, and it does not say that running it again"
            + " is harmless. Check in the other system before you retry.");
  }

  private StepFailure failure(RuntimeException thrown, boolean mayHaveRun) {
    var causes = Throwables.getCausalChain(thrown);
    var refused = causes.stream().map(refusal).flatMap(Optional::stream).findFirst();
    if (refused.isPresent()) {
      return new StepFailure(
          FailureType.STEP_REFUSED, "the skill set was not asked", refused.get());
    }
    var rpc = causes.stream().filter(McpError.class::isInstance).findFirst();
    if (rpc.isPresent()) {
      return new StepFailure(
          FailureType.PEER_REFUSED,
          "the skill set answered with an error",
          "The skill set answered with an error. "
              + excerpt(String.valueOf(rpc.get().getMessage())));
    }
    if (causes.stream().anyMatch(McpTransportSessionNotFoundException.class::isInstance)) {
      return new StepFailure(FailureType.PEER_UNAVAILABLE, "the skill set ended the session");
    }
    var status = status(causes);
    if (status >= 400 && status < 500 && status != 408 && status != 429) {
      return new StepFailure(
          FailureType.PEER_REFUSED,
          "the skill set answered " + status,
          "The skill set answered "
              + status
              + (status == 401 || status == 403 ? ": check its secret header." : "."));
    }
    if (mayHaveRun && status != 429) {
      return outcomeUnknown();
    }
    return causes.stream().anyMatch(TimeoutException.class::isInstance)
        ? new StepFailure(FailureType.PEER_UNAVAILABLE, "no answer within the time limit")
        : new StepFailure(
            FailureType.PEER_UNAVAILABLE,
            status >= 400 ? "the skill set answered " + status : "the skill set does not respond");
  }

  /** Returns the status that the server answered instead of success; 0 if there is none. */
  private static int status(List<Throwable> causes) {
    return causes.stream()
        .filter(UnexpectedStatus.class::isInstance)
        .mapToInt(cause -> ((UnexpectedStatus) cause).status())
        .findFirst()
        .orElse(0);
  }

  private static Skill skill(Tool tool) {
    var told = tool.annotations();
    var repeatable =
        told != null
            && (Boolean.TRUE.equals(told.readOnlyHint())
                || Boolean.TRUE.equals(told.idempotentHint()));
    return new Skill(
        tool.name(),
        tool.title(),
        tool.description(),
        tool.inputSchema() == null ? Map.of() : tool.inputSchema(),
        tool.outputSchema(),
        repeatable);
  }

  /** Returns the structured result if there is one, otherwise the text, parsed if it is JSON. */
  private static Object plain(CallToolResult result) {
    if (result.structuredContent() != null) {
      return result.structuredContent();
    }
    var text = texts(result);
    if (text.startsWith("{") || text.startsWith("[")) {
      try {
        return JSON.readValue(text, Object.class);
      } catch (JacksonException e) {
        return text;
      }
    }
    return text;
  }

  private static String texts(CallToolResult result) {
    return String.join(
        "\n",
        result.content().stream()
            .filter(TextContent.class::isInstance)
            .map(content -> ((TextContent) content).text())
            .toList());
  }

  private Object bounded(Object result) {
    if (JSON.writeValueAsString(result).length() > MOST_RESULT) {
      throw new StepFailure(
          FailureType.PEER_REFUSED,
          "the skill's result is too large",
          "The skill's result is larger than 256 KiB, which is the limit.");
    }
    var wrapped = new LinkedHashMap<String, Object>(Map.of("result", result));
    return masker().tree(wrapped).getOrDefault("result", "");
  }

  private String excerpt(String text) {
    var shown = masker().text(text.strip());
    return shown.isEmpty() ? "It gave no details." : "It said: " + Characters.start(shown, EXCERPT);
  }

  private Masker masker() {
    return new Masker(header == null ? List.of() : List.of(header.value()));
  }
}
