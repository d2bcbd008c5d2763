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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Steps that leave the system: claim and note that a call is under way, call without holding a
 * transaction, then write what came back. Every attempt carries the same key.
 */
final class CallingSteps {
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
      // At once: only what the call itself has read of the secrets goes with it.
      var destination = destination(tx, call);
      var forbidden = destination.map(scope.secrets()::forbiddenFor).orElse(List.of());
      var attempt = visit.info().getAttempt();
      var shown = scope.masker().tree(ShownCall.of(node, call, scope));
      Ledger.calling(tx, execution, visit.node(), attempt, shown);
      if (isSampled(visit, call)) {
        return new Prepared.Sampled(sample(visit, node));
      }
      if (!forbidden.isEmpty()) {
        throw secretRefused(forbidden.getFirst(), destination.orElse(""));
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

  /** The host that a call goes to, if it leaves this machine. */
  private static Optional<String> destination(DSLContext tx, Call call) {
    return switch (call) {
      case Call.Http http -> host(http.url());
      case Call.Skill skill -> host(Skills.place(tx, skill).url());
      case Call.Extraction _ -> Optional.empty();
    };
  }

  private static Optional<String> host(String url) {
    return Optional.ofNullable(HttpUrl.parse(url)).map(HttpUrl::host);
  }

  private static StepFailure secretRefused(String secret, String host) {
    return new StepFailure(
        FailureType.STEP_REFUSED,
        "a secret must not be sent to this host",
        "The secret \""
            + secret
            + "\" must not be sent to "
            + host
            + ". Change the address, or the hosts of the secret in Settings.");
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
          causes.toldTo(ready.call(), visit.execution()),
          visit.execution(),
          key(visit),
          ready.masker());
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
