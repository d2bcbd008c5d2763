package dev.parley.api.workflow;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.parley.api.Texts;
import dev.parley.api.Transactions;
import dev.parley.api.audit.NotAudited;
import dev.parley.api.problem.GraphErrors;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Caller;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
import dev.parley.graph.Graph;
import dev.parley.graph.GraphCheck;
import dev.parley.graph.GraphJson;
import dev.parley.graph.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** A workflow's graphs: working copy, check, versions, publishing. */
@RestController
@RequestMapping("/api/v1/workflows/{id}")
@Requires(Scope.WORKFLOWS_READ)
@RequiresToWrite(Scope.WORKFLOWS_WRITE)
class GraphsController {
  private static final String GRAPH = "#/components/schemas/Graph";
  private static final String DRAFT = "#/components/schemas/GraphDraft";
  private static final int LONGEST_NOTE = 500;

  private final Transactions transactions;
  private final VersionStore versions;

  GraphsController(Transactions transactions, VersionStore versions) {
    this.transactions = transactions;
    this.versions = versions;
  }

  /** A graph alone. */
  @Schema(name = "Drawn")
  record Drawn(@Schema(ref = DRAFT, requiredMode = REQUIRED) @Nullable JsonNode graph) {
    Drawn {
      graph = GraphErrors.orNull(graph);
    }
  }

  /** Any JSON, to be checked as a graph. */
  @Schema(name = "Validating")
  record Validating(@Schema(requiredMode = REQUIRED) @Nullable JsonNode graph) {}

  /**
   * The editor's state.
   *
   * @param revision compared with {@code If-Match}; also the ETag
   * @param basedOn the newest version
   * @param unsaved true if there is something to save
   */
  @Schema(name = "WorkingCopy")
  record WorkingCopy(
      @Schema(ref = GRAPH) JsonNode graph,
      List<Problem> problems,
      long revision,
      int basedOn,
      boolean unsaved) {}

  /** The problems of a graph. */
  @Schema(name = "Validation")
  record Validation(List<Problem> problems) {}

  /** A version that was just created. */
  @Schema(name = "SavedVersion")
  record Saved(int version, List<Problem> problems, long revision) {}

  /**
   * A graph to save.
   *
   * @param graph null for the working copy
   * @param basedOn the newest version known to the caller; null for any
   */
  @Schema(name = "Saving")
  record Saving(
      @Schema(ref = DRAFT) @Nullable JsonNode graph,
      @Schema(minimum = "0") @Nullable Integer basedOn,
      @Schema(maxLength = LONGEST_NOTE) @Nullable String note) {
    Saving {
      graph = GraphErrors.orNull(graph);
    }
  }

  /**
   * A graph to publish.
   *
   * @param graph null for that of {@code version}, or else the working copy
   * @param basedOn the newest version known to the caller; null for any
   * @param version the older version whose graph to use
   */
  @Schema(name = "Publishing")
  record Publishing(
      @Schema(ref = DRAFT) @Nullable JsonNode graph,
      @Schema(minimum = "0") @Nullable Integer basedOn,
      @Schema(minimum = "1") @Nullable Integer version,
      @Schema(maxLength = LONGEST_NOTE) @Nullable String note) {
    Publishing {
      graph = GraphErrors.orNull(graph);
    }
  }

  @Operation(
      operationId = "getWorkingCopy",
      summary = "Get the editor's state: the working copy, else the newest version")
  @GetMapping("/working-copy")
  ResponseEntity<WorkingCopy> workingCopy(@PathVariable String id) {
    var key = WorkflowsController.key(id);
    return transactions.read(tx -> answer(tx, key, versions.newest(tx, key)));
  }

  @Operation(operationId = "keepWorkingCopy", summary = "Store the editor's state")
  @NotAudited("Saves a draft every few seconds; versions and publishing are recorded")
  @PutMapping("/working-copy")
  ResponseEntity<WorkingCopy> keep(
      @PathVariable String id,
      @RequestBody Drawn drawn,
      @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest request) {
    var key = WorkflowsController.key(id);
    var graph = GraphErrors.read(drawn.graph());
    var by = Caller.of(request).name();
    return transactions.write(tx -> {
      var row = WorkflowStore.lock(tx, key, Revisions.expected(ifMatch));
      row.mayBeDrawn();
      var resolved = graph.resolved(ReferenceStore.of(tx));
      versions.keepWorkingCopy(tx, row, resolved, by);
      row.store(by);
      return answer(tx, key, resolved);
    });
  }

  /** Reverts to the last saved version. */
  @Operation(operationId = "clearWorkingCopy", summary = "Clear: revert to the last saved version")
  @DeleteMapping("/working-copy")
  ResponseEntity<WorkingCopy> clear(
      @PathVariable String id,
      @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest request) {
    var key = WorkflowsController.key(id);
    return transactions.write(tx -> {
      var row = WorkflowStore.lock(tx, key, Revisions.expected(ifMatch));
      row.mayBeDrawn();
      VersionStore.clear(tx, key);
      var newest = versions.newest(tx, key);
      row.drawn(VersionStore.triggerOf(newest));
      row.store(Caller.of(request).name());
      return answer(tx, key, newest);
    });
  }

  private ResponseEntity<WorkingCopy> answer(DSLContext tx, UUID key, Graph graph) {
    var workflow = WorkflowStore.find(tx, key).orElseThrow(() -> Refusal.notFound("workflow", key));
    var body =
        new WorkingCopy(
            GraphJson.write(graph),
            GraphCheck.of(graph, ReferenceStore.of(tx)),
            workflow.revision(),
            workflow.versions(),
            workflow.hasWorkingCopy());
    return ResponseEntity.ok().eTag("\"" + workflow.revision() + "\"").body(body);
  }

  @Operation(
      operationId = "validateGraph",
      summary = "Check a graph for problems that prevent publication")
  @NotAudited("Changes nothing")
  @PostMapping("/validate")
  Validation validate(@PathVariable String id, @RequestBody Validating drawn) {
    var key = WorkflowsController.key(id);
    return transactions.read(tx -> {
      if (WorkflowStore.find(tx, key).isEmpty()) {
        throw Refusal.notFound("workflow", id);
      }
      return new Validation(problems(tx, drawn.graph()));
    });
  }

  private static List<Problem> problems(DSLContext tx, @Nullable JsonNode json) {
    return switch (GraphJson.read(GraphErrors.given(json))) {
      case GraphJson.Reading.Unreadable unreadable -> unreadable.problems();
      case GraphJson.Reading.Read read -> GraphCheck.of(read.graph(), ReferenceStore.of(tx));
    };
  }

  private static @Nullable Integer before(@Nullable String cursor) {
    try {
      return cursor == null || cursor.isEmpty() ? null : Integer.valueOf(cursor);
    } catch (NumberFormatException e) {
      throw Refusal.unreadable("cursor-invalid", "The cursor does not belong to this list.");
    }
  }

  @Operation(operationId = "listVersions", summary = "Versions, newest first")
  @GetMapping("/versions")
  VersionStore.VersionPage list(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var key = WorkflowsController.key(id);
    if (limit < 1 || limit > 200) {
      throw Refusal.unreadable("limit-out-of-range", "limit is 1 to 200.");
    }
    var before = before(cursor);
    var items =
        transactions.read(tx -> {
          if (WorkflowStore.find(tx, key).isEmpty()) {
            throw Refusal.notFound("workflow", id);
          }
          return versions.list(tx, key, before, limit);
        });
    return new VersionStore.VersionPage(
        items, items.size() == limit ? String.valueOf(items.getLast().version()) : null);
  }

  @Operation(operationId = "getVersion", summary = "Get a version with its graph")
  @GetMapping("/versions/{number}")
  VersionStore.VersionView version(@PathVariable String id, @PathVariable int number) {
    var key = WorkflowsController.key(id);
    return transactions
        .read(tx -> versions.find(tx, key, number))
        .orElseThrow(() -> Refusal.notFound("version", number));
  }

  /** Saves a new version without activating it. */
  @Operation(operationId = "saveVersion", summary = "Save: a new version, nothing is activated")
  @PostMapping("/versions")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<Saved> save(
      @PathVariable String id,
      @RequestBody Saving saving,
      @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest request) {
    var key = WorkflowsController.key(id);
    var graph = saving.graph() == null ? null : GraphErrors.read(saving.graph());
    var by = Caller.of(request).name();
    return transactions.write(tx -> {
      var row = lock(tx, key, saving.basedOn(), ifMatch);
      row.mayBeDrawn();
      var references = ReferenceStore.of(tx);
      var resolved = (graph == null ? versions.newest(tx, key) : graph).resolved(references);
      var number = versions.save(tx, row, resolved, note(saving.note()), by, false);
      return created(id, row, number, GraphCheck.of(resolved, references));
    });
  }

  /** Saves and activates. */
  @Operation(operationId = "publishWorkflow", summary = "Save and activate")
  @Requires(Scope.WORKFLOWS_PUBLISH)
  @PostMapping("/publish")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<Saved> publish(
      @PathVariable String id,
      @RequestBody(required = false) @Nullable Publishing given,
      @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest request) {
    var key = WorkflowsController.key(id);
    var publishing = given == null ? new Publishing(null, null, null, null) : given;
    var graph = publishing.graph() == null ? null : GraphErrors.read(publishing.graph());
    var by = Caller.of(request).name();
    return transactions.write(tx -> {
      var row = lock(tx, key, publishing.basedOn(), ifMatch);
      row.mayBeDrawn();
      var references = ReferenceStore.of(tx);
      var resolved =
          (graph == null ? chosen(tx, key, publishing.version()) : graph).resolved(references);
      var problems = GraphCheck.of(resolved, references);
      if (!GraphCheck.sound(problems)) {
        throw Refusal.unsound(
            "unsound",
            "This workflow cannot be published yet.",
            GraphErrors.of(problems.stream().filter(Problem::blocks).toList()));
      }
      var number = versions.save(tx, row, resolved, note(publishing.note()), by, true);
      return created(id, row, number, problems);
    });
  }

  private Graph chosen(DSLContext tx, UUID key, @Nullable Integer number) {
    return number == null
        ? versions.newest(tx, key)
        : versions.graph(tx, key, number).orElseThrow(() -> Refusal.notFound("version", number));
  }

  private static WorkflowStore.Locked lock(
      DSLContext tx, UUID key, @Nullable Integer basedOn, @Nullable String ifMatch) {
    var row = WorkflowStore.lock(tx, key, Revisions.expected(ifMatch));
    if (basedOn != null && basedOn != row.newestVersion()) {
      throw row.stale();
    }
    return row;
  }

  private static ResponseEntity<Saved> created(
      String id, WorkflowStore.Locked row, int number, List<Problem> problems) {
    return ResponseEntity.created(URI.create("/api/v1/workflows/" + id + "/versions/" + number))
        .eTag("\"" + row.revision() + "\"")
        .body(new Saved(number, problems, row.revision()));
  }

  private static String note(@Nullable String given) {
    var note = Objects.requireNonNullElse(given, "");
    if (!Texts.fits(note, LONGEST_NOTE)) {
      throw Refusal.unsound("/note", "note-length", "A note can have at most 500 characters.");
    }
    return note.strip();
  }
}
