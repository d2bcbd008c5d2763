package dev.parley.api.workflow;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Texts;
import dev.parley.api.Transactions;
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
import dev.parley.node.References;
import dev.parley.text.Characters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Copies of workflows: duplicates, exports and imports. */
@RestController
@RequestMapping("/api/v1/workflows")
@Requires(Scope.WORKFLOWS_READ)
@RequiresToWrite(Scope.WORKFLOWS_WRITE)
class CopiesController {
  private final Transactions transactions;
  private final VersionStore versions;

  CopiesController(Transactions transactions, VersionStore versions) {
    this.transactions = transactions;
    this.versions = versions;
  }

  /** The name of a copy; "Copy of …" by default. */
  @Schema(name = "Duplicating")
  record Duplicating(
      @Schema(maxLength = WorkflowsController.LONGEST_NAME, pattern = Texts.READABLE)
          @Nullable String name) {}

  /**
   * An exported workflow: its graph refers to catalogue entries by name.
   *
   * @param schema the version of this format
   */
  @Schema(name = "WorkflowExport")
  record Exported(
      @Schema(minimum = "1", maximum = "1") int schema,
      String name,
      String description,
      @Schema(ref = "#/components/schemas/Graph") JsonNode graph) {}

  /** A workflow to import. */
  @Schema(name = "WorkflowImport")
  record Importing(
      @Schema(minimum = "1", maximum = "1") @Nullable Integer schema,
      @Schema(
              requiredMode = REQUIRED,
              maxLength = WorkflowsController.LONGEST_NAME,
              pattern = Texts.READABLE)
          @Nullable String name,
      @Schema(maxLength = WorkflowsController.LONGEST_DESCRIPTION) @Nullable String description,
      @Schema(ref = "#/components/schemas/GraphDraft", requiredMode = REQUIRED)
          @Nullable JsonNode graph) {
    Importing {
      graph = GraphErrors.orNull(graph);
    }
  }

  /**
   * A name that does not exist here.
   *
   * @param kind of the missing entry, for example {@code label}
   * @param pointer JSON pointer into the graph
   */
  @Schema(name = "Unmapped")
  record Unmapped(
      @Schema(allowableValues = {"label", "user", "persona", "field", "skill-set"}) String kind,
      String name,
      String nodeId,
      String pointer) {}

  /** The result of an import. */
  @Schema(name = "ImportedWorkflow")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Imported(WorkflowView workflow, List<Unmapped> unmapped, List<Problem> problems) {}

  @Operation(
      operationId = "duplicateWorkflow",
      summary = "Duplicate as a draft with the same graph")
  @PostMapping("/{id}/duplicate")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<WorkflowView> duplicate(
      @PathVariable String id,
      @RequestBody(required = false) @Nullable Duplicating given,
      HttpServletRequest request) {
    var key = WorkflowsController.key(id);
    var name = given == null ? null : given.name();
    var by = Caller.of(request).name();
    var made =
        transactions.write(tx -> {
          var original =
              WorkflowStore.find(tx, key).orElseThrow(() -> Refusal.notFound("workflow", id));
          return draft(
              tx,
              name == null ? copyOf(original.name()) : WorkflowsController.checkedName(name),
              original.description(),
              versions.newest(tx, key),
              "Copy of " + original.name(),
              by);
        });
    return created(made.id(), made.revision()).body(made);
  }

  private static String copyOf(String name) {
    return Characters.start("Copy of " + name, WorkflowsController.LONGEST_NAME).strip();
  }

  @Operation(
      operationId = "exportWorkflow",
      summary = "Export a workflow, with names in place of ids")
  @GetMapping("/{id}/export")
  Exported export(
      @PathVariable String id, @RequestParam(required = false) @Nullable Integer version) {
    var key = WorkflowsController.key(id);
    return transactions.read(tx -> {
      var workflow =
          WorkflowStore.find(tx, key).orElseThrow(() -> Refusal.notFound("workflow", id));
      var graph =
          version == null
              ? versions.newest(tx, key)
              : versions
                  .graph(tx, key, version)
                  .orElseThrow(() -> Refusal.notFound("version", version));
      return new Exported(
          Graph.SCHEMA,
          workflow.name(),
          workflow.description(),
          GraphJson.write(graph.resolved(ReferenceStore.names(tx))));
    });
  }

  @Operation(
      operationId = "importWorkflow",
      summary = "Import an export as a draft; names that do not exist here are listed")
  @PostMapping("/import")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<Imported> importOne(@RequestBody Importing importing, HttpServletRequest request) {
    if (importing.schema() != null && importing.schema() != Graph.SCHEMA) {
      throw Refusal.unsound("/schema", "schema-unsupported", "The export's schema must be 1.");
    }
    var name = WorkflowsController.checkedName(importing.name());
    var description = WorkflowsController.checkedDescription(importing.description());
    var graph = GraphErrors.read(importing.graph());
    var by = Caller.of(request).name();
    var made =
        transactions.write(tx -> {
          var references = ReferenceStore.of(tx);
          var resolved = graph.resolved(references);
          var problems = GraphCheck.of(resolved, references);
          var workflow = draft(tx, name, description, resolved, "Imported", by);
          return new Imported(workflow, unmapped(resolved, problems), problems);
        });
    return created(made.workflow().id(), made.workflow().revision()).body(made);
  }

  private WorkflowView draft(
      DSLContext tx, String name, String description, Graph graph, String note, String by) {
    UUID id = WorkflowStore.insert(tx, name, description, by);
    versions.save(tx, WorkflowStore.lock(tx, id, null), graph, note, by, false);
    return WorkflowStore.find(tx, id).orElseThrow();
  }

  private static List<Unmapped> unmapped(Graph graph, List<Problem> problems) {
    var json = GraphJson.write(graph);
    return problems.stream()
        .flatMap(problem ->
            Arrays.stream(References.Kind.values())
                .filter(kind -> problem.code().equals(kind.code() + "-unknown"))
                .flatMap(kind ->
                    Stream.of(
                        new Unmapped(
                            kind.code(),
                            json.at(Objects.requireNonNull(problem.pointer())).asString(""),
                            Objects.requireNonNull(problem.nodeId()),
                            problem.pointer()))))
        .toList();
  }

  private static ResponseEntity.BodyBuilder created(String id, long revision) {
    return ResponseEntity.created(URI.create("/api/v1/workflows/" + id))
        .eTag("\"" + revision + "\"");
  }
}
