package dev.parley.worker;

import dev.parley.execution.FailureType;
import dev.parley.execution.Mode;
import dev.parley.execution.StepFailure;
import dev.parley.execution.StepResult;
import dev.parley.node.Call;
import dev.parley.node.Node;
import dev.parley.node.Reply;
import dev.parley.secret.Masker;
import dev.parley.store.Conversations;
import dev.parley.store.Conversations.Author;
import dev.parley.store.Ledger;
import dev.parley.store.Ledger.Completed;
import dev.parley.store.Ledger.Done;
import dev.parley.worker.Steps.Visit;
import dev.parley.worker.skill.SkillServer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Steps that leave the system: claim and note that a call is under way, call without holding a
 * transaction, then write what came back. Every attempt carries the same key.
 */
final class CallingSteps {
  private static final Pattern CREDENTIALS =
      Pattern.compile("(?i)authorization|cookie|token|secret|password|key");

  private final Database database;
  private final StepScopes scopes;
  private final Peers peers;
  private final Causes causes;

  CallingSteps(Database database, StepScopes scopes, Peers peers, Causes causes) {
    this.database = database;
    this.scopes = scopes;
    this.peers = peers;
    this.causes = causes;
  }

  /** Looks at something outside because somebody wants to know. */
  void check(String what, String id) {
    peers.check(what, id);
  }

  StepResult call(Visit visit, Node.Calling node) {
    return switch (prepare(visit, node)) {
      case Prepared.Recorded recorded -> recorded.result();
      case Prepared.Sampled sampled -> finish(visit, node, sampled.reply(), "sample reply", null);
      case Prepared.Ready ready -> {
        var answer = ask(visit, ready);
        yield finish(visit, node, answer.reply(), answer.note(), ready.masker());
      }
    };
  }

  private sealed interface Prepared {
    record Recorded(StepResult result) implements Prepared {}

    record Sampled(Reply reply) implements Prepared {}

    record Ready(Call call, Masker masker) implements Prepared {}
  }

  private Prepared prepare(Visit visit, Node.Calling node) {
    return database.write(tx -> {
      var execution = visit.execution();
      var known = Ledger.claim(tx, execution, visit.node().id(), visit.run());
      if (known.isPresent() && known.get().status().done()) {
        return new Prepared.Recorded(Steps.recorded(known.get()));
      }
      var now = Conversations.read(tx, execution.conversationId()).orElseThrow(Steps::gone);
      var scope = scopes.withSecrets(tx, visit, now);
      var call = node.call(scope.scope());
      var attempt = visit.info().getAttempt();
      Ledger.calling(tx, execution, visit.node(), attempt, scope.masker().tree(told(call)));
      if (isSampled(visit, call)) {
        return new Prepared.Sampled(sample(visit, node));
      }
      if (known.isPresent() && known.get().calling()) {
        refuseToRepeat(tx, call);
      }
      return new Prepared.Ready(call, scope.masker());
    });
  }

  /**
   * A test asks nobody outside unless it is told to. What is found on this machine is found in a
   * test too, unless its author wants to see what becomes of another reply.
   */
  private static boolean isSampled(Visit visit, Call call) {
    var execution = visit.execution();
    var chosen = execution.options().replies().containsKey(visit.node().id());
    return execution.mode() == Mode.TEST
        && !execution.options().callExternal()
        && (chosen || !(call instanceof Call.Extraction));
  }

  /** An attempt was lost after it may have asked: only some calls may be asked again. */
  private static void refuseToRepeat(DSLContext tx, Call call) {
    switch (call) {
      case Call.Http http -> {
        if (Peers.mustNotRepeat(http)) {
          throw Peers.outcomeUnknown();
        }
      }
      case Call.Skill skill -> {
        if (!Skills.isRepeatable(Skills.place(tx, skill), skill)) {
          throw SkillServer.outcomeUnknown();
        }
      }
      case Call.Extraction _ -> {}
    }
  }

  private static Reply sample(Visit visit, Node.Calling node) {
    var chosen = visit.execution().options().replies().get(visit.node().id());
    if (!(chosen instanceof Map<?, ?> reply)) {
      return node.sample();
    }
    var content = new LinkedHashMap<>(node.sample().content());
    reply.forEach((name, value) -> content.put(String.valueOf(name), value));
    return new Reply(content);
  }

  private Peers.Answer ask(Visit visit, Prepared.Ready ready) {
    try {
      return peers.ask(
          causes.toldTo(ready.call(), visit.execution()), visit.execution(), key(visit));
    } catch (StepFailure failure) {
      throw new StepFailure(
          failure.type(),
          failure.summary(),
          ready.masker().text(failure.detail()),
          patience(visit, failure));
    }
  }

  /** Nobody who tests waits as long as a peer asks for. */
  private static @Nullable Duration patience(Visit visit, StepFailure failure) {
    return visit.execution().mode() == Mode.TEST ? null : failure.retryAfter().orElse(null);
  }

  private StepResult finish(
      Visit visit, Node.Calling node, Reply reply, String note, @Nullable Masker masker) {
    var next = node.on(reply);
    return database.write(tx -> {
      var execution = visit.execution();
      var now = Conversations.lock(tx, execution.conversationId()).orElseThrow(Steps::gone);
      var known = Ledger.claim(tx, execution, visit.node().id(), visit.run());
      if (known.isPresent() && known.get().status().done()) {
        return Steps.recorded(known.get());
      }
      var author = Author.workflow(execution.workflowId(), execution.id());
      for (var change : next.changes()) {
        var effect = Conversations.apply(tx, now, change, author);
        ConversationEvents.record(tx, execution, effect);
        now = effect.after();
      }
      var output = masker == null ? next.output() : masker.tree(next.output());
      var done = new Done(next.handle(), null, output, visit.info().getAttempt());
      Ledger.complete(tx, execution, new Completed(visit.node(), done, visit.closing()));
      return StepResult.left(next.handle(), note);
    });
  }

  private static Map<String, Object> told(Call call) {
    var told = new LinkedHashMap<String, Object>();
    switch (call) {
      case Call.Http http -> {
        told.put("method", http.method().name());
        told.put("url", http.url());
        told.put(
            "headers",
            http.headers().stream()
                .map(header -> Map.of("name", header.name(), "value", shown(header)))
                .toList());
        Optional.ofNullable(http.body()).ifPresent(body -> told.put("body", body));
      }
      case Call.Extraction extraction -> {
        told.put("labels", extraction.labels());
        if (!extraction.allowedLabels().isEmpty()) {
          told.put("allowedLabels", extraction.allowedLabels());
        }
        Optional.ofNullable(extraction.threshold()).ifPresent(it -> told.put("threshold", it));
        told.put("fields", extraction.fields());
        told.put("sentiment", extraction.sentiment());
      }
      case Call.Skill skill -> {
        told.put("skillSet", skill.skillSet());
        told.put("skill", skill.skill());
        told.put("arguments", skill.arguments());
      }
    }
    return told;
  }

  /** Credentials are not kept, even those that were written into the node. */
  private static String shown(Call.Header header) {
    return CREDENTIALS.matcher(header.name()).find() ? "•••" : header.value();
  }

  /** The same for every attempt of this step, also in an execution retried from this one. */
  static String key(Visit visit) {
    try {
      var name = visit.execution().lineage() + "/" + visit.node().id();
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new StepFailure(FailureType.FAULT, "SHA-256 is missing");
    }
  }
}
