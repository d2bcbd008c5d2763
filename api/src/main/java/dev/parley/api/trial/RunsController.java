package dev.parley.api.trial;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.parley.api.Causation;
import dev.parley.api.Transactions;
import dev.parley.api.audit.NotAudited;
import dev.parley.api.dispatch.Accepted;
import dev.parley.api.dispatch.Dispatch;
import dev.parley.api.problem.GraphErrors;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Caller;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
import dev.parley.execution.Options;
import dev.parley.store.Ids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Runs that users start: tests from the editor, and manual runs on a conversation. */
@RestController
@RequestMapping("/api/v1/workflows/{id}")
@Requires(Scope.WORKFLOWS_READ)
@RequiresToWrite(Scope.WORKFLOWS_WRITE)
class RunsController {
  private final Transactions transactions;
  private final StartStore runs;
  private final Dispatch dispatch;
  private final Causation causation;

  RunsController(
      Transactions transactions, StartStore runs, Dispatch dispatch, Causation causation) {
    this.transactions = transactions;
    this.runs = runs;
    this.dispatch = dispatch;
    this.causation = causation;
  }

  /**
   * A test run.
   *
   * @param graph the unsaved graph; null for the working copy or the newest version
   * @param sample the trigger's data, in the form of an event's
   * @param replies replies to use instead of calls, by node id
   */
  @Schema(name = "TestRun")
  record Test(
      @Schema(ref = "#/components/schemas/GraphDraft") @Nullable JsonNode graph,
      @Schema(ref = "#/components/schemas/SampleData") @Nullable JsonNode sample,
      @Nullable Map<String, Object> replies,
      @Nullable Boolean skipDelays,
      @Nullable Boolean callExternal,
      @Nullable Boolean ordinarySteps) {
    Test {
      graph = GraphErrors.orNull(graph);
      sample = GraphErrors.orNull(sample);
    }
  }

  /** A manual run, on a real conversation. */
  @Schema(name = "ManualRun")
  record Manual(
      @Schema(requiredMode = REQUIRED, minLength = 1) @Nullable String conversationId,
      @Nullable Boolean ordinarySteps) {}

  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(ref = "#/components/schemas/EventData")))
  @Operation(operationId = "getSample", summary = "Get sample data for the trigger")
  @GetMapping("/sample")
  JsonNode sample(@PathVariable String id) {
    var key = key(id);
    return transactions.read(tx -> Samples.of(runs.newest(tx, key).trigger()));
  }

  @Operation(operationId = "testWorkflow", summary = "A test run")
  @PostMapping("/test")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<Accepted> test(@PathVariable String id, @RequestBody Test test) {
    var key = key(id);
    var drawn = test.graph() == null ? null : GraphErrors.read(test.graph());
    var sample = test.sample();
    if (sample != null && !sample.isObject()) {
      throw Refusal.unsound("/sample", "type-mismatch", "The sample must be an object.");
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

  /**
   * A text to render.
   *
   * @param nodeId the node of the text
   * @param pointer of the text, into the node's settings
   * @param sample the trigger's data, in the form of an event's
   * @param steps outputs of earlier nodes by id, instead of their sample replies
   * @param executionId a run of this workflow whose data replaces all of these
   */
  @Schema(name = "NewPreview")
  record Previewed(
      @Schema(ref = "#/components/schemas/GraphDraft", requiredMode = REQUIRED)
          @Nullable JsonNode graph,
      @Schema(requiredMode = REQUIRED, minLength = 1) @Nullable String nodeId,
      @Schema(requiredMode = REQUIRED, pattern = "^/") @Nullable String pointer,
      @Schema(ref = "#/components/schemas/SampleData") @Nullable JsonNode sample,
      @Nullable Map<String, Object> steps,
      @Nullable String executionId) {
    Previewed {
      graph = GraphErrors.orNull(graph);
      sample = GraphErrors.orNull(sample);
    }
  }

  @Operation(
      operationId = "previewText",
      summary = "Render one text of a node as a step would",
      description = "Nothing is stored. Secrets appear as \"•••\".")
  @NotAudited("Changes nothing")
  @PostMapping("/preview")
  PreviewStore.Preview preview(
      @PathVariable String id, @RequestBody Previewed wanted, HttpServletRequest request) {
    if (wanted.executionId() != null && !Caller.of(request).may(Scope.TEXTS_READ)) {
      throw Refusal.of(
          403, "scope-missing", "The data of a run can be read with the scope \"texts:read\".");
    }
    var key = key(id);
    var graph = GraphErrors.read(wanted.graph());
    var nodeId = wanted.nodeId();
    var pointer = wanted.pointer();
    if (nodeId == null || nodeId.isEmpty()) {
      throw Refusal.unsound("/nodeId", "missing", "Name the node whose text to render.");
    }
    if (pointer == null || !pointer.startsWith("/")) {
      throw Refusal.unsound("/pointer", "missing", "Name the text to render, as a JSON pointer.");
    }
    var sample = wanted.sample();
    if (sample != null && !sample.isObject()) {
      throw Refusal.unsound("/sample", "type-mismatch", "The sample must be an object.");
    }
    return transactions.undone(tx -> {
      runs.require(tx, key);
      var preview = PreviewStore.of(tx, graph, nodeId, pointer);
      return wanted.executionId() == null
          ? preview.withSample(key, sample, Objects.requireNonNullElse(wanted.steps(), Map.of()))
          : preview.withRun(key, wanted.executionId());
    });
  }

  @Operation(operationId = "runWorkflow", summary = "A manual run on a real conversation")
  @Requires(Scope.EXECUTIONS_WRITE)
  @PostMapping("/executions")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<Accepted> manual(@PathVariable String id, @RequestBody Manual manual) {
    var key = key(id);
    var conversation = manual.conversationId();
    if (conversation == null || conversation.isEmpty()) {
      throw Refusal.unsound("/conversationId", "missing", "Name the conversation to run on.");
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
