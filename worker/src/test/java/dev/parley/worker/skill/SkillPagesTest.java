package dev.parley.worker.skill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.SkillSets.Skill;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages of {@code tools/list}, from correct and from faulty servers. */
class SkillPagesTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final MockWebServer server = new MockWebServer();
  private final List<String> asked = new ArrayList<>();

  private record Listed(List<String> tools, String next) {}

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> learn(IntFunction<Listed> pages) throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request, pages);
          }
        });
    server.start();
    var skills =
        new SkillServer(
            new OkHttpClient(),
            _ -> Optional.empty(),
            URI.create(server.url("/mcp").toString()),
            null,
            Duration.ofSeconds(20));
    return skills.learn().skills().stream().map(Skill::name).toList();
  }

  private MockResponse answer(RecordedRequest request, IntFunction<Listed> pages) {
    var sent =
        JSON.readTree(Objects.requireNonNullElse(request.getBody(), okio.ByteString.EMPTY).utf8());
    if (!sent.has("id")) {
      return new MockResponse.Builder()
          .code(request.getMethod().equals("POST") ? 202 : 405)
          .build();
    }
    var result =
        sent.path("method").asString().equals("initialize")
            ? Map.of(
                "protocolVersion", sent.path("params").path("protocolVersion").asString(),
                "capabilities", Map.of("tools", Map.of()),
                "serverInfo", Map.of("name", "pages", "version", "1"))
            : page(sent, pages);
    var body = Map.of("jsonrpc", "2.0", "id", sent.path("id"), "result", result);
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/json")
        .body(JSON.writeValueAsString(body))
        .build();
  }

  private Map<String, Object> page(JsonNode sent, IntFunction<Listed> pages) {
    var cursor = sent.path("params").path("cursor").asString("0");
    asked.add(cursor);
    var listed = pages.apply(Integer.parseInt(cursor));
    return Map.of(
        "tools",
        listed.tools().stream()
            .map(name -> Map.of("name", name, "inputSchema", Map.of("type", "object")))
            .toList(),
        "nextCursor",
        listed.next());
  }

  @Test
  void toolsOfAllPagesAreThere() throws IOException {
    assertThat(learn(page -> new Listed(List.of("tool " + page), page < 3 ? "" + (page + 1) : "")))
        .containsExactly("tool 0", "tool 1", "tool 2", "tool 3");
  }

  @Test
  void aCursorThatStandsStillIsAskedOnceMore() throws IOException {
    assertThat(learn(_ -> new Listed(List.of("first", "second"), "7")))
        .containsExactly("first", "second");
    assertThat(asked).containsExactly("0", "7");
  }

  @Test
  void cursorsThatGoInACircleEnd() throws IOException {
    assertThat(learn(page -> new Listed(List.of("tool " + page, "both"), page == 1 ? "2" : "1")))
        .containsExactly("tool 0", "both", "tool 1", "tool 2");
    assertThat(asked).containsExactly("0", "1", "2");
  }
}
