package dev.parley.benchmark;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.conversation.Assignee;
import dev.parley.conversation.Change;
import dev.parley.conversation.Channel;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
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
        var webchat = now.channel() == Channel.WEBCHAT;
        var seen = Map.of("channel", now.channel().wire());
        complete(tx, execution, "channel", new Done(Boolean.toString(webchat), null, seen, 1));
        return webchat;
      });
    } catch (Ledger.DoneBefore _) {
      return Ledger.step(dsl, UUID.fromString(id), "channel")
          .filter(step -> "true".equals(step.handle()))
          .isPresent();
    }
  }

  @Override
  public void welcome(String execution) {
    change(execution, "hello", new Change.Send("Welcome!"), Map.of("text", "Welcome!"));
  }

  @Override
  public void label(String execution) {
    change(
        execution,
        "label",
        new Change.AddLabels(List.of(vip)),
        Map.of("labels", List.of(vip.name())));
  }

  @Override
  public void star(String execution) {
    change(execution, "star", new Change.SetStarred(true), Map.of());
  }

  @Override
  public void assign(String execution) {
    var assignee = new Assignee(Assignee.Type.USER, user);
    change(execution, "assign", new Change.Assign(assignee), Map.of("assignee", assignee));
  }

  /** Enters the step, acts and writes the row, or finds that this was done before. */
  private void change(String id, String node, Change change, Map<String, Object> input) {
    try {
      dsl.transaction(transaction -> changeOnce(transaction.dsl(), id, node, change, input));
    } catch (Ledger.DoneBefore _) {
      LOG.debug("{} of {} was done before", node, id);
    }
  }

  private void changeOnce(
      DSLContext tx, String id, String node, Change change, Map<String, Object> input) {
    var execution = execution(tx, id);
    var now = Conversations.lock(tx, execution.conversationId()).orElseThrow();
    Ledger.enter(tx, execution, run());
    var author = Author.workflow(execution.workflowId(), execution.id());
    var effect = Conversations.apply(tx, now, change, author);
    ChangeEvents.of(tx, effect, "/parley/executions", execution.chain())
        .forEach(fact -> Events.recordForSweeper(tx, fact));
    var output = Map.of("changed", !effect.after().equals(now));
    complete(tx, execution, node, new Done("next", input.isEmpty() ? null : input, output, 1));
  }

  private void complete(DSLContext tx, Execution execution, String node, Done done) {
    var row = graphs.load(tx, execution.graphHash()).node(node).orElseThrow();
    Map<String, List<GraphNode>> closing =
        node.equals("assign") ? Map.of("next", List.of()) : Map.of();
    Ledger.complete(tx, execution, new Completed(row, done, closing));
  }

  private Execution execution(DSLContext tx, String id) {
    return executions.get(id, key -> Execution.load(tx, UUID.fromString(key)).orElseThrow());
  }

  private static String run() {
    return Objects.requireNonNull(
        Activity.getExecutionContext().getInfo().getWorkflowRunId(), "run");
  }
}
