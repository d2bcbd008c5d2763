package dev.parley.api.execution;

import dev.parley.api.Causation;
import dev.parley.api.Dispatch;
import dev.parley.api.Transactions;
import dev.parley.api.problem.GraphFaults;
import dev.parley.api.problem.Refusal;
import dev.parley.execution.Options;
import dev.parley.store.Ids;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Runs that people start: tests from the editor, and manual runs on a conversation. */
@RestController
@RequestMapping("/api/v1/workflows/{id}")
class RunsController {
  private final Transactions transactions;
  private final RunStore runs;
  private final Dispatch dispatch;
  private final Causation causation;

  RunsController(Transactions transactions, RunStore runs, Dispatch dispatch, Causation causation) {
    this.transactions = transactions;
    this.runs = runs;
    this.dispatch = dispatch;
    this.causation = causation;
  }

  /**
   * A test run.
   *
   * @param graph as it is drawn; null for the working copy or the newest version
   * @param sample the trigger's data, in the shape of an event's
   * @param replies what to use instead of calling, by node id
   */
  record Test(
      @Nullable JsonNode graph,
      @Nullable JsonNode sample,
      @Nullable Map<String, Object> replies,
      @Nullable Boolean skipDelays,
      @Nullable Boolean callExternal,
      @Nullable Boolean ordinarySteps) {}

  /** A manual run, on a real conversation. */
  record Manual(@Nullable String conversationId, @Nullable Boolean ordinarySteps) {}

  @GetMapping("/sample")
  JsonNode sample(@PathVariable String id) {
    var key = key(id);
    return transactions.read(tx -> Samples.of(runs.newest(tx, key).trigger()));
  }

  @PostMapping("/test")
  ResponseEntity<Accepted> test(@PathVariable String id, @RequestBody Test test) {
    var key = key(id);
    var drawn = test.graph() == null ? null : GraphFaults.read(test.graph());
    var sample = test.sample();
    if (sample != null && !sample.isObject()) {
      throw Refusal.unsound("/sample", "type-mismatch", "The sample is an object.");
    }
    var options =
        new Options(
            Boolean.TRUE.equals(test.ordinarySteps()),
            !Boolean.FALSE.equals(test.skipDelays()),
            Boolean.TRUE.equals(test.callExternal()),
            test.replies());
    return Accepted.dispatched(
        dispatch, transactions.write(tx -> runs.test(tx, key, drawn, sample, options)));
  }

  @PostMapping("/executions")
  ResponseEntity<Accepted> manual(@PathVariable String id, @RequestBody Manual manual) {
    var key = key(id);
    var conversation = manual.conversationId();
    if (conversation == null || conversation.isEmpty()) {
      throw Refusal.unsound("/conversationId", "missing", "Say on which conversation to run.");
    }
    var options = new Options(Boolean.TRUE.equals(manual.ordinarySteps()), false, true, Map.of());
    var chain = causation.ofRequest();
    return Accepted.dispatched(
        dispatch, transactions.write(tx -> runs.manual(tx, key, conversation, options, chain)));
  }

  private static UUID key(String id) {
    return Ids.read(id).orElseThrow(() -> Refusal.notFound("workflow", id));
  }
}
