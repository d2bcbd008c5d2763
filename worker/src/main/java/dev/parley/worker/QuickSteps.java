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
import dev.parley.store.Ledger.Completed;
import dev.parley.store.Ledger.Done;
import dev.parley.store.Messages;
import dev.parley.store.TemplateData;
import dev.parley.worker.Steps.Visit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Steps that act on the conversation or decide by it. Those that follow one another are carried out
 * in one transaction: it enters the execution, does what they do and writes their rows.
 */
final class QuickSteps {
  private static final int LONGEST_MESSAGE = 4_096;

  /** Keeps a transaction far from its time-out, and a conversation from being locked for long. */
  private static final int MOST_TOGETHER = 20;

  private final Database database;
  private final StepScopes scopes;

  QuickSteps(Database database, StepScopes scopes) {
    this.database = database;
    this.scopes = scopes;
  }

  /** A step that was carried out, and how it ended. */
  record Carried(Visit visit, StepResult result) {}

  /**
   * Carries out a step and, when all goes well, the quick ones that follow it: locks and commits
   * cost more than steps, and so are paid once. An attempt that is not the first of a local
   * activity is of one step alone.
   *
   * @return the step and those that were carried out with it, in order
   */
  List<Carried> carryOut(Visit first) {
    var info = first.info();
    return carryOut(first, info.isLocal() && info.getAttempt() == 1 ? MOST_TOGETHER : 1);
  }

  private List<Carried> carryOut(Visit first, int most) {
    var carried = new ArrayList<Carried>();
    try {
      return database.write(tx -> {
        new Together(tx, first, most > 1).carryOut(most, carried);
        return carried;
      });
    } catch (RuntimeException e) {
      if (carried.isEmpty() || most == 1) {
        return List.of(new Carried(first, doneBefore(first, e)));
      }
      // All was undone; what failed will fail, or succeed, as an activity of its own.
      return carryOut(first, 1);
    }
  }

  /** A step that was done before has the result of then, whatever comes of trying again. */
  private StepResult doneBefore(Visit visit, RuntimeException met) {
    if (met instanceof Ledger.DoneBefore
        || met instanceof StepFailure
        || met instanceof TemplateException) {
      return database
          .write(tx -> Ledger.done(tx, visit.execution(), visit.node().id()))
          .map(Steps::recorded)
          .orElseThrow(() -> met);
    }
    throw met;
  }

  private static boolean isQuick(Visit visit) {
    return visit.node().node() instanceof Node.Acting
        || visit.node().node() instanceof Node.Deciding;
  }

  /** The transaction of some steps. */
  private final class Together {
    private final DSLContext tx;
    private final Visit first;
    private final Author author;
    private final List<Completed> completed = new ArrayList<>();
    private Conversation now;

    /** Locks the conversation, always before the execution, if a step may change it. */
    Together(DSLContext tx, Visit first, boolean andOthers) {
      this.tx = tx;
      this.first = first;
      var execution = first.execution();
      author = Author.workflow(execution.workflowId(), execution.id());
      var handles = first.node().node().handles();
      var locks =
          first.node().node() instanceof Node.Acting
              || (andOthers
                  && handles.stream().anyMatch(handle -> next(first, handle).isPresent()));
      var held =
          locks
              ? Conversations.lock(tx, execution.conversationId())
              : Optional.<Conversation>empty();
      Ledger.enter(tx, execution, first.run());
      now =
          (locks ? held : Conversations.read(tx, execution.conversationId()))
              .orElseThrow(Steps::gone);
    }

    void carryOut(int most, List<Carried> carried) {
      var next = Optional.of(first);
      while (next.isPresent() && carried.size() < most) {
        var visit = next.get();
        var result =
            visit.node().node() instanceof Node.Deciding deciding
                ? decide(visit, deciding)
                : act(visit, (Node.Acting) visit.node().node());
        carried.add(new Carried(visit, result));
        next = Optional.ofNullable(result.handle()).flatMap(handle -> next(visit, handle));
      }
      write();
    }

    private Optional<Visit> next(Visit visit, String handle) {
      return visit.next(handle).filter(QuickSteps::isQuick);
    }

    private StepResult act(Visit visit, Node.Acting acting) {
      var change = checked(acting.change(scopes.withoutSecrets(tx, () -> read(visit))));
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
      // What the steps before gave is read from their rows.
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
}
