package dev.parley.worker;

import dev.parley.conversation.Change;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.Label;
import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.execution.StepResult;
import dev.parley.node.Node;
import dev.parley.node.TemplateException;
import dev.parley.store.Accounts;
import dev.parley.store.Conversations;
import dev.parley.store.Conversations.Author;
import dev.parley.store.Ledger;
import dev.parley.store.Ledger.Done;
import dev.parley.store.Ledger.Step;
import dev.parley.store.Messages;
import dev.parley.worker.Steps.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Steps that touch only PostgreSQL: each is one transaction that claims the step, does what it does
 * and writes the row.
 */
final class LocalSteps {
  private static final int LONGEST_MESSAGE = 4_096;

  private final Database database;
  private final StepScopes scopes;

  LocalSteps(Database database, StepScopes scopes) {
    this.database = database;
    this.scopes = scopes;
  }

  /**
   * Carries a step out for good, or not at all when that was done before: then its result of then
   * is the answer, whatever comes of trying again.
   */
  private StepResult once(Visit visit, Function<DSLContext, StepResult> work) {
    try {
      return database.write(work);
    } catch (Ledger.DoneBefore | StepFailure | TemplateException e) {
      return database
          .write(tx -> Ledger.done(tx, visit.execution(), visit.node().id()))
          .map(LocalSteps::recorded)
          .orElseThrow(() -> e);
    }
  }

  StepResult act(Visit visit, Node.Acting acting) {
    return once(
        visit,
        tx -> {
          var now = conversation(tx, visit);
          Ledger.enter(tx, visit.execution(), visit.run());
          var change = checked(acting.change(scopes.withoutSecrets(tx, visit, now)));
          var execution = visit.execution();
          var author = Author.workflow(execution.workflowId(), execution.id());
          if (change instanceof Change.Send send && Accounts.outside(tx, now).isPresent()) {
            var known = Ledger.done(tx, execution, visit.node().id());
            if (known.isPresent()) {
              return recorded(known.get());
            }
            var _ = Messages.await(tx, now, send.text(), author, visit.node().id());
            var attempt = visit.info().getAttempt();
            Ledger.calling(tx, execution, visit.node(), attempt, Map.of("text", send.text()));
            return StepResult.toDeliver("for the channel");
          }
          var effect = Conversations.apply(tx, now, change, author);
          ConversationEvents.record(tx, execution, effect);
          return complete(tx, visit, Node.NEXT, told(change), changed(now, effect), "");
        });
  }

  StepResult decide(Visit visit, Node.Deciding deciding) {
    return once(
        visit,
        tx -> {
          Ledger.enter(tx, visit.execution(), visit.run());
          var now =
              Conversations.read(tx, visit.execution().conversationId())
                  .orElseThrow(LocalSteps::gone);
          var verdict = deciding.decide(now, visit.execution().messageText().orElse(null));
          return complete(
              tx, visit, verdict.handle(), null, verdict.seen(), "took " + verdict.handle());
        });
  }

  StepResult await(Visit visit, Node.Waiting waiting) {
    return database.write(tx -> {
      var known = Ledger.claim(tx, visit.execution(), visit.node().id(), visit.run());
      if (known.isPresent() && known.get().status().done()) {
        return recorded(known.get());
      }
      var note = "wait " + words(waiting.duration());
      if (visit.execution().options().skipDelays()) {
        return complete(tx, visit, Node.NEXT, null, Map.of("skipped", true), note + ", skipped");
      }
      var begun = known.map(Step::resumeAt).orElse(null);
      var reached = Instant.ofEpochMilli(visit.task().at());
      var resumeAt = begun == null ? reached.plus(waiting.duration()) : begun;
      Ledger.await(tx, visit.execution(), visit.node(), resumeAt);
      return StepResult.waiting(resumeAt.toEpochMilli(), note);
    });
  }

  StepResult resume(Visit visit) {
    return database.write(tx -> {
      var known = Ledger.claim(tx, visit.execution(), visit.node().id(), visit.run());
      return known.isPresent() && known.get().status().done()
          ? recorded(known.get())
          : complete(tx, visit, Node.NEXT, null, null, "");
    });
  }

  private static Conversation conversation(DSLContext tx, Visit visit) {
    return Conversations.lock(tx, visit.execution().conversationId()).orElseThrow(LocalSteps::gone);
  }

  static StepFailure gone() {
    return new StepFailure(FailureType.STEP_REFUSED, "the conversation is not in the store");
  }

  static StepResult recorded(Step step) {
    return StepResult.left(Objects.requireNonNull(step.handle()), "recorded before");
  }

  private static StepResult complete(
      DSLContext tx,
      Visit visit,
      String handle,
      @Nullable Object input,
      @Nullable Object output,
      String note) {
    var done = new Done(handle, input, output, visit.info().getAttempt());
    Ledger.complete(tx, visit.execution(), visit.node(), done, visit.closing());
    return StepResult.left(handle, note);
  }

  private static Change checked(Change change) {
    if (change instanceof Change.Send send) {
      if (send.text().isBlank()) {
        throw new StepFailure(
            FailureType.STEP_REFUSED,
            "the message is empty",
            "The message is empty with this run's data. Give its variables a default, for"
                + " example {{ contact.name | default: \"there\" }}.");
      }
      if (send.text().length() > LONGEST_MESSAGE) {
        throw new StepFailure(
            FailureType.STEP_REFUSED,
            "the message is too long",
            "With this run's data the message has "
                + send.text().length()
                + " characters; at most "
                + LONGEST_MESSAGE
                + " can be sent.");
      }
    }
    return change;
  }

  private static @Nullable Object told(Change change) {
    return switch (change) {
      case Change.Send send -> Map.of("text", send.text());
      case Change.AddLabels add -> Map.of("labels", names(add.labels()));
      case Change.RemoveLabels remove -> Map.of("labels", names(remove.labels()));
      case Change.Assign assign when assign.assignee() != null ->
          Map.of("assignee", assign.assignee());
      case Change.Assign _,
          Change.SetStatus _,
          Change.SetStarred _,
          Change.SetFields _,
          Change.SetSentiment _ ->
          null;
    };
  }

  private static List<String> names(List<Label> labels) {
    return labels.stream().map(Label::name).toList();
  }

  private static Map<String, Object> changed(Conversation before, Change.Effect effect) {
    var output = new LinkedHashMap<String, Object>();
    output.put("changed", !effect.after().equals(before));
    if (!effect.events().isEmpty()) {
      output.put("events", effect.events().stream().map(event -> event.type().wire()).toList());
    }
    return output;
  }

  private static String words(Duration duration) {
    if (duration.toMinutesPart() != 0) {
      return plural(duration.toMinutes(), "minute");
    }
    return duration.toHoursPart() != 0
        ? plural(duration.toHours(), "hour")
        : plural(duration.toDays(), "day");
  }

  private static String plural(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }
}
