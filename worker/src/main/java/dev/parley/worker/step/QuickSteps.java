package dev.parley.worker.step;

import dev.parley.conversation.Change;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.Label;
import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.execution.StepResult;
import dev.parley.node.Node;
import dev.parley.store.Accounts;
import dev.parley.store.Conversations;
import dev.parley.store.Conversations.Author;
import dev.parley.store.Ledger;
import dev.parley.store.Ledger.Claim;
import dev.parley.store.Ledger.Completed;
import dev.parley.store.Ledger.Done;
import dev.parley.store.Messages;
import dev.parley.store.TemplateData;
import dev.parley.template.value.TemplateException;
import dev.parley.text.Characters;
import dev.parley.worker.database.Database;
import dev.parley.worker.step.Steps.Visit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Runs steps that change the conversation or make a decision about it. Consecutive ones share one
 * transaction: it enters the execution, applies their effects and writes their rows.
 */
public final class QuickSteps {
  private static final int LONGEST_MESSAGE = 4_096;

  /** Keeps a transaction far below its timeout, and a conversation from being locked for long. */
  private static final int MOST_TOGETHER = 20;

  /** A share of the work allowed for a step's templates; a step that uses more ends the batch. */
  private static final double LITTLE_WORK = 0.1;

  private final Database database;
  private final StepScopes scopes;

  /** Quick steps over that database. */
  public QuickSteps(Database database, StepScopes scopes) {
    this.database = database;
    this.scopes = scopes;
  }

  /** A step that was run, with its result. */
  record Carried(Visit visit, StepResult result) {}

  /**
   * Runs a step and, if all goes well, the quick steps that follow it: locks and commits cost more
   * than the steps themselves, so they are paid once. Any attempt other than the first of a local
   * activity runs a single step.
   *
   * @return the step and those that ran with it, in order
   */
  List<Carried> carryOut(Visit first) {
    var info = first.info();
    return carryOut(first, info.isLocal() && info.getAttempt() == 1 ? MOST_TOGETHER : 1);
  }

  private List<Carried> carryOut(Visit first, int most) {
    var carried = new ArrayList<Carried>();
    try {
      return database.write(tx -> {
        var batch = new StepBatch(tx, first, most);
        return batch.known.isPresent() ? batch.recorded() : batch.walk(carried);
      });
    } catch (Ledger.DoneBefore | StepFailure | TemplateException e) {
      // Everything was rolled back. The successful steps are run again without the one at fault,
      // which fails, or succeeds, in an activity of its own.
      return carried.isEmpty() || most == 1
          ? List.of(new Carried(first, doneBefore(first, e)))
          : carryOut(first, carried.size() < most ? carried.size() : 1);
    }
  }

  /** A step that is already completed keeps its result, whatever a repeated attempt does. */
  private StepResult doneBefore(Visit visit, RuntimeException met) {
    return database
        .write(tx -> Ledger.done(tx, visit.execution(), visit.node().id()))
        .map(Steps::recorded)
        .orElseThrow(() -> met);
  }

  private static boolean isQuick(Visit visit) {
    return visit.node().node() instanceof Node.Acting
        || visit.node().node() instanceof Node.Deciding;
  }

  /** Returns the quick step after that handle, if there is one. */
  private static Optional<Visit> following(Visit visit, String handle) {
    return visit.next(handle).filter(QuickSteps::isQuick);
  }

  /** One transaction with a limited number of steps. */
  private final class StepBatch {
    private final DSLContext tx;
    private final Visit first;
    private final int most;
    private final Author author;
    private final Optional<Ledger.Step> known;
    private final List<Completed> completed = new ArrayList<>();
    private Conversation now;
    private double work;

    /** Locks the conversation, always before the execution, if a step may change it. */
    StepBatch(DSLContext tx, Visit first, int most) {
      this.tx = tx;
      this.first = first;
      this.most = most;
      var execution = first.execution();
      author = Author.workflow(execution.workflowId(), execution.id());
      var id = execution.conversationId();
      if (mayAct()) {
        var held = Conversations.lock(tx, id);
        known = enter();
        now = held.orElseThrow(Steps::gone);
      } else {
        known = enter();
        now = Conversations.read(tx, id).orElseThrow(Steps::gone);
      }
    }

    private boolean mayAct() {
      var node = first.node().node();
      return node instanceof Node.Acting
          || (most > 1
              && node.handles().stream().anyMatch(handle -> following(first, handle).isPresent()));
    }

    /**
     * Returns the first step if it is completed. A single step is not looked up: writing its row
     * shows it.
     */
    private Optional<Ledger.Step> enter() {
      if (most > 1) {
        return first.claim(tx) instanceof Claim.Recorded(var step)
            ? Optional.of(step)
            : Optional.empty();
      }
      Ledger.enter(tx, first.execution(), first.run());
      return Optional.empty();
    }

    /**
     * Returns the step and its successors that are already completed, as after a reset or in
     * another worker.
     */
    List<Carried> recorded() {
      var carried = new ArrayList<Carried>();
      var visit = Optional.of(first);
      var step = known;
      while (visit.isPresent() && step.isPresent() && carried.size() < most) {
        var at = visit.get();
        var result = Steps.recorded(step.get());
        carried.add(new Carried(at, result));
        visit = Optional.ofNullable(result.handle()).flatMap(handle -> following(at, handle));
        step =
            visit
                .flatMap(next -> Ledger.step(tx, next.id(), next.node().id()))
                .filter(next -> next.status().done());
      }
      return carried;
    }

    /**
     * Runs the steps.
     *
     * @param carried receives each successful step, so that the progress is known after a failure
     */
    List<Carried> walk(List<Carried> carried) {
      var next = Optional.of(first);
      while (next.isPresent() && carried.size() < most && work < LITTLE_WORK) {
        var visit = next.get();
        var result =
            visit.node().node() instanceof Node.Deciding deciding
                ? decide(visit, deciding)
                : act(visit, (Node.Acting) visit.node().node());
        carried.add(new Carried(visit, result));
        next = Optional.ofNullable(result.handle()).flatMap(handle -> following(visit, handle));
      }
      write();
      return carried;
    }

    private StepResult act(Visit visit, Node.Acting acting) {
      var scope = scopes.withoutSecrets(tx, visit, () -> read(visit));
      var change = checked(acting.change(scope));
      work += scope.work();
      if (change instanceof Change.Send send && Accounts.outside(tx, now).isPresent()) {
        write();
        return awaitDelivery(visit, send);
      }
      var before = now;
      var effect = Conversations.apply(tx, before, change, author);
      ConversationEvents.record(tx, visit.execution(), effect);
      now = effect.after();
      return complete(visit, Node.NEXT, told(change), changed(before, effect), "");
    }

    private Map<String, Object> read(Visit visit) {
      // The outputs of earlier steps are read from their rows.
      write();
      return TemplateData.data(tx, visit.execution(), now);
    }

    private StepResult awaitDelivery(Visit visit, Change.Send send) {
      var known = Ledger.done(tx, visit.execution(), visit.node().id());
      if (known.isPresent()) {
        return Steps.recorded(known.get());
      }
      var _ = Messages.await(tx, now, send.text(), author, visit.node().id());
      var attempt = visit.info().getAttempt();
      Ledger.calling(tx, visit.execution(), visit.node(), attempt, Map.of("text", send.text()));
      return StepResult.toDeliver("for the channel");
    }

    private StepResult decide(Visit visit, Node.Deciding deciding) {
      var verdict = deciding.decide(now, visit.execution().messageText().orElse(null));
      return complete(visit, verdict.handle(), null, verdict.seen(), "took " + verdict.handle());
    }

    private StepResult complete(
        Visit visit, String handle, @Nullable Object input, @Nullable Object output, String note) {
      var done = new Done(handle, input, output, visit.info().getAttempt());
      completed.add(new Completed(visit.node(), done, visit.closing()));
      return StepResult.left(handle, note);
    }

    private void write() {
      if (!completed.isEmpty()) {
        Ledger.complete(tx, first.execution(), completed);
        completed.clear();
      }
    }
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
      if (Characters.isLonger(send.text(), LONGEST_MESSAGE)) {
        throw new StepFailure(
            FailureType.STEP_REFUSED,
            "the message is too long",
            "With this run's data the message has "
                + Characters.length(send.text())
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
}
