package dev.parley.worker.step;

import dev.parley.conversation.Change;
import dev.parley.conversation.Conversation;
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
import dev.parley.store.Execution;
import dev.parley.store.Ledger;
import dev.parley.store.Ledger.Claim;
import dev.parley.store.Ledger.Completed;
import dev.parley.store.Ledger.Done;
import dev.parley.worker.database.Database;
import dev.parley.worker.outbound.CallLimits;
import dev.parley.worker.outbound.CausationHeader;
import dev.parley.worker.outbound.OutboundCalls;
import dev.parley.worker.outbound.Skills;
import dev.parley.worker.skill.SkillServer;
import dev.parley.worker.step.Steps.Visit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Runs steps that call other systems: claims the step and records that a call is in progress, calls
 * without holding a transaction, then writes the result. Every attempt uses the same idempotency
 * key.
 */
public final class CallingSteps {
  private final Database database;
  private final StepScopes scopes;
  private final OutboundCalls outbound;
  private final CausationHeader causation;
  private final CallLimits limits;

  /** Calling steps that make these outbound calls. */
  public CallingSteps(
      Database database,
      StepScopes scopes,
      OutboundCalls outbound,
      CausationHeader causation,
      CallLimits limits) {
    this.database = database;
    this.scopes = scopes;
    this.outbound = outbound;
    this.causation = causation;
    this.limits = limits;
  }

  /** Runs a check of something outside on request. */
  void check(String what, String id) {
    outbound.check(what, id);
  }

  StepResult call(Visit visit, Node.Calling node) {
    try (var permit = limits.permit()) {
      return switch (prepare(visit, node, permit)) {
        case Prepared.Recorded recorded -> recorded.result();
        case Prepared.Sampled sampled -> finish(visit, node, sampled.reply(), "sample reply", null);
        case Prepared.Ready ready -> {
          var answer = ask(visit, ready);
          yield finish(visit, node, answer.reply(), answer.note(), ready.masker());
        }
      };
    }
  }

  private sealed interface Prepared {
    record Recorded(StepResult result) implements Prepared {}

    record Sampled(Reply reply) implements Prepared {}

    record Ready(Call call, Masker masker) implements Prepared {}
  }

  private Prepared prepare(Visit visit, Node.Calling node, CallLimits.Permit permit) {
    return database.write(tx ->
        switch (visit.claim(tx)) {
          case Claim.Recorded(var step) -> new Prepared.Recorded(Steps.recorded(step));
          case Claim.Fresh _ -> prepare(tx, visit, node, permit, false);
          case Claim.Resumed(var step) -> prepare(tx, visit, node, permit, step.calling());
        });
  }

  private Prepared prepare(
      DSLContext tx,
      Visit visit,
      Node.Calling node,
      CallLimits.Permit permit,
      boolean mayHaveCalled) {
    var execution = visit.execution();
    var now = Conversations.read(tx, execution.conversationId()).orElseThrow(Steps::gone);
    var scope = scopes.withSecrets(tx, visit, now);
    var call = node.call(scope.scope());
    // Resolved at once: only the secrets that the call itself reads are sent with it.
    var destination = destination(tx, call);
    var forbidden = destination.map(scope.secrets()::forbiddenFor).orElse(List.of());
    var sampled = isSampled(visit, call);
    if (!sampled) {
      if (mayHaveCalled) {
        refuseToRepeat(tx, call);
      }
      // Before the call is recorded as in progress: this attempt has sent nothing. After the check
      // above: a full limit ends the mark of the earlier call.
      permit.take(execution.workflowId(), destination);
    }
    var attempt = visit.info().getAttempt();
    var shown = scope.masker().tree(ShownCall.of(node, call, scope));
    Ledger.calling(tx, execution, visit.node(), attempt, shown);
    if (sampled) {
      return new Prepared.Sampled(sample(visit, node));
    }
    if (!forbidden.isEmpty()) {
      throw secretRefused(forbidden.getFirst(), destination.orElse(""));
    }
    return new Prepared.Ready(call, scope.masker());
  }

  /**
   * A test run calls other systems only if so configured. Calls that stay on this machine are
   * always made, unless the author supplied a reply.
   */
  private static boolean isSampled(Visit visit, Call call) {
    var execution = visit.execution();
    var chosen = execution.options().replies().containsKey(visit.node().id());
    return execution.mode() == Mode.TEST
        && !execution.options().callExternal()
        && (chosen || !(call instanceof Call.Extraction));
  }

  /** Returns the host of a call, unless it stays on this machine. */
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

  /** An earlier attempt was lost and may have made the call: only some calls may be repeated. */
  private static void refuseToRepeat(DSLContext tx, Call call) {
    switch (call) {
      case Call.Http http -> {
        if (OutboundCalls.mustNotRepeat(http)) {
          throw OutboundCalls.outcomeUnknown();
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

  private OutboundCalls.Answer ask(Visit visit, Prepared.Ready ready) {
    try {
      return outbound.ask(
          causation.toldTo(ready.call(), visit.execution()),
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

  /** A test run does not wait as long as a peer requests. */
  private static @Nullable Duration patience(Visit visit, StepFailure failure) {
    return visit.execution().mode() == Mode.TEST ? null : failure.retryAfter().orElse(null);
  }

  private StepResult finish(
      Visit visit, Node.Calling node, Reply reply, String note, @Nullable Masker masker) {
    var next = node.on(reply);
    return database.write(tx -> {
      var execution = visit.execution();
      var locked = Conversations.lock(tx, execution.conversationId()).orElseThrow(Steps::gone);
      return Steps.once(
          tx,
          visit,
          _ -> {
            apply(tx, execution, locked, next.changes());
            var output = masker == null ? next.output() : masker.tree(next.output());
            var done = new Done(next.handle(), null, output, visit.info().getAttempt());
            Ledger.complete(tx, execution, new Completed(visit.node(), done, visit.closing()));
            return StepResult.left(next.handle(), note);
          });
    });
  }

  private static void apply(
      DSLContext tx, Execution execution, Conversation locked, List<Change> changes) {
    var author = Author.workflow(execution.workflowId(), execution.id());
    var now = locked;
    for (var change : changes) {
      var effect = Conversations.apply(tx, now, change, author);
      ConversationEvents.record(tx, execution, effect);
      now = effect.after();
    }
  }

  /**
   * Returns the idempotency key, which is the same for every attempt of this step, including in
   * retries of the execution.
   */
  static String key(Visit visit) {
    return visit.execution().keyOf(visit.node().id());
  }
}
