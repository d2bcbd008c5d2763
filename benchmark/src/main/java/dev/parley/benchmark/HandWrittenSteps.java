package dev.parley.benchmark;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.conversation.Assignee;
import dev.parley.conversation.Change;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.Label;
import dev.parley.graph.GraphNode;
import dev.parley.store.ChangeEvents;
import dev.parley.store.Conversations;
import dev.parley.store.Conversations.Author;
import dev.parley.store.Events;
import dev.parley.store.Execution;
import dev.parley.store.Graphs;
import dev.parley.store.Ledger;
import dev.parley.store.Ledger.Completed;
import dev.parley.store.Ledger.Done;
import io.temporal.activity.Activity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hand-written steps: the same effects and rows, through the same store classes as Parley. */
final class HandWrittenSteps implements HandWritten.Steps {
  private static final Logger LOG = LoggerFactory.getLogger(HandWrittenSteps.class);

  private final DSLContext dsl;
  private final Label vip;
  private final String user;
  private final Graphs graphs = new Graphs();
  private final Cache<String, Execution> executions =
      Caffeine.newBuilder().maximumSize(10_000).build();

  HandWrittenSteps(DSLContext dsl, Label vip, String user) {
    this.dsl = dsl;
    this.vip = vip;
    this.user = user;
  }

  @Override
  public boolean isWebchat(String id) {
    try {
      return dsl.transactionResult(transaction -> {
        var tx = transaction.dsl();
        var execution = execution(tx, id);
        Ledger.enter(tx, execution, run());
        var now = Conversations.read(tx, execution.conversationId()).orElseThrow();
        var step = decided(tx, execution, now);
        Ledger.complete(tx, execution, step);
        return leadsOn(step);
      });
    } catch (Ledger.DoneBefore _) {
      return Ledger.step(dsl, UUID.fromString(id), "channel")
          .filter(step -> "true".equals(step.handle()))
          .isPresent();
    }
  }

  @Override
  public void welcome(String execution) {
    alone(execution, "hello");
  }

  @Override
  public void label(String execution) {
    alone(execution, "label");
  }

  @Override
  public void star(String execution) {
    alone(execution, "star");
  }

  @Override
  public void assign(String execution) {
    alone(execution, "assign");
  }

  @Override
  public void allAtOnce(String id) {
    once(
        id,
        (tx, execution, found) -> {
          var now = found;
          var steps = new ArrayList<Completed>();
          steps.add(decided(tx, execution, now));
          if (leadsOn(steps.getFirst())) {
            for (var node : List.of("hello", "label", "star", "assign")) {
              var effect = apply(tx, execution, now, node);
              steps.add(acted(tx, execution, now, node, effect));
              now = effect.after();
            }
          }
          Ledger.complete(tx, execution, steps);
        });
  }

  private void alone(String id, String node) {
    once(
        id,
        (tx, execution, now) -> {
          var effect = apply(tx, execution, now, node);
          Ledger.complete(tx, execution, acted(tx, execution, now, node, effect));
        });
  }

  /** The work on a locked conversation, in a claimed execution. */
  private interface Work {
    void in(DSLContext tx, Execution execution, Conversation now);
  }

  /** Does the work and writes the rows, or finds that this was done before. */
  private void once(String id, Work work) {
    try {
      dsl.transaction(transaction -> {
        var tx = transaction.dsl();
        var execution = execution(tx, id);
        var now = Conversations.lock(tx, execution.conversationId()).orElseThrow();
        Ledger.enter(tx, execution, run());
        work.in(tx, execution, now);
      });
    } catch (Ledger.DoneBefore _) {
      LOG.debug("A step of {} was done before", id);
    }
  }

  private Change.Effect apply(DSLContext tx, Execution execution, Conversation now, String node) {
    var author = Author.workflow(execution.workflowId(), execution.id());
    var effect = Conversations.apply(tx, now, change(node), author);
    ChangeEvents.of(tx, effect, "/parley/executions", execution.chain())
        .forEach(fact -> Events.recordForSweeper(tx, fact));
    return effect;
  }

  private Change change(String node) {
    return switch (node) {
      case "hello" -> new Change.Send("Welcome!");
      case "label" -> new Change.AddLabels(List.of(vip));
      case "star" -> new Change.SetStarred(true);
      default -> new Change.Assign(assignee());
    };
  }

  private @Nullable Map<String, Object> input(String node) {
    return switch (node) {
      case "hello" -> Map.of("text", "Welcome!");
      case "label" -> Map.of("labels", List.of(vip.name()));
      case "star" -> null;
      default -> Map.of("assignee", assignee());
    };
  }

  private Assignee assignee() {
    return new Assignee(Assignee.Type.USER, user);
  }

  private Completed decided(DSLContext tx, Execution execution, Conversation now) {
    var webchat = Boolean.toString(now.channel() == Channel.WEBCHAT);
    var seen = Map.of("channel", now.channel().wire());
    return completed(tx, execution, "channel", new Done(webchat, null, seen, 1));
  }

  private static boolean leadsOn(Completed decision) {
    return decision.done().handle().equals("true");
  }

  private Completed acted(
      DSLContext tx, Execution execution, Conversation before, String node, Change.Effect effect) {
    var output = Map.of("changed", !effect.after().equals(before));
    return completed(tx, execution, node, new Done("next", input(node), output, 1));
  }

  private Completed completed(DSLContext tx, Execution execution, String node, Done done) {
    var row = graphs.load(tx, execution.graphHash()).node(node).orElseThrow();
    Map<String, List<GraphNode>> closing =
        node.equals("assign") ? Map.of("next", List.of()) : Map.of();
    return new Completed(row, done, closing);
  }

  private Execution execution(DSLContext tx, String id) {
    return executions.get(id, key -> Execution.load(tx, UUID.fromString(key)).orElseThrow());
  }

  private static String run() {
    return Objects.requireNonNull(
        Activity.getExecutionContext().getInfo().getWorkflowRunId(), "run");
  }
}
