package dev.parley.api.workflow;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.parley.api.Texts;
import dev.parley.api.Transactions;
import dev.parley.api.page.Order;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Caller;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
import dev.parley.conversation.Name;
import dev.parley.store.Ids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /workflows}: the Workflows page, and operations on a whole workflow. */
@RestController
@RequestMapping("/api/v1/workflows")
@Requires(Scope.WORKFLOWS_READ)
@RequiresToWrite(Scope.WORKFLOWS_WRITE)
class WorkflowsController {
  static final int LONGEST_NAME = 120;
  static final int LONGEST_DESCRIPTION = 2_000;

  private final Transactions transactions;

  WorkflowsController(Transactions transactions) {
    this.transactions = transactions;
  }

  /** A workflow to create. */
  @Schema(name = "NewWorkflow")
  record Naming(
      @Schema(requiredMode = REQUIRED, maxLength = LONGEST_NAME, pattern = Texts.READABLE)
          @Nullable String name,
      @Schema(maxLength = LONGEST_DESCRIPTION) @Nullable String description) {}

  /** An update; absent values stay unchanged. */
  @Schema(name = "WorkflowChange")
  record Renaming(
      @Schema(maxLength = LONGEST_NAME, pattern = Texts.READABLE) @Nullable String name,
      @Schema(maxLength = LONGEST_DESCRIPTION) @Nullable String description) {}

  @Operation(operationId = "listWorkflows", summary = "The Workflows page")
  @GetMapping
  WorkflowView.Page list(
      @RequestParam(required = false) @Nullable WorkflowStatus status,
      @RequestParam(required = false) WorkflowStore.@Nullable Archived archived,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(defaultValue = "updatedAt") WorkflowStore.Sort sort,
      @RequestParam(required = false) @Nullable Order order,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > 200) {
      throw Refusal.unreadable("limit-out-of-range", "limit is 1 to 200.");
    }
    var ascending = order == null ? sort != WorkflowStore.Sort.UPDATED_AT : order == Order.ASC;
    var filter = new WorkflowStore.Filter(status, archived, search);
    var page =
        transactions.read(
            tx -> WorkflowStore.list(tx, filter, sort, ascending, after(cursor), limit));
    return new WorkflowView.Page(page.items(), next(page.last()));
  }

  private static @Nullable String next(WorkflowStore.@Nullable Cursor last) {
    return last == null
        ? null
        : Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString((last.id() + last.key()).getBytes(StandardCharsets.UTF_8));
  }

  private static WorkflowStore.@Nullable Cursor after(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      var place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      return new WorkflowStore.Cursor(place.substring(36), UUID.fromString(place.substring(0, 36)));
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      throw Refusal.unreadable("cursor-invalid", "The cursor does not belong to this list.");
    }
  }

  @Operation(
      operationId = "createWorkflow",
      summary = "Create a draft with one trigger node ready to configure")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<WorkflowView> create(@RequestBody Naming naming, HttpServletRequest request) {
    var name = checkedName(naming.name());
    var description = checkedDescription(naming.description());
    var by = Caller.of(request).name();
    var made =
        transactions.write(tx -> {
          var id = WorkflowStore.insert(tx, name, description, by);
          return WorkflowStore.find(tx, id).orElseThrow();
        });
    return ResponseEntity.created(URI.create("/api/v1/workflows/" + made.id()))
        .eTag("\"" + made.revision() + "\"")
        .body(made);
  }

  @Operation(operationId = "getWorkflow", summary = "One workflow")
  @GetMapping("/{id}")
  ResponseEntity<WorkflowView> find(@PathVariable String id) {
    return shown(key(id));
  }

  private ResponseEntity<WorkflowView> shown(UUID id) {
    return transactions.read(tx -> {
      var view = WorkflowStore.find(tx, id).orElseThrow(() -> Refusal.notFound("workflow", id));
      return ResponseEntity.ok()
          .eTag("\"" + view.revision() + "\"")
          .body(view.withOpen(WorkflowStore.openExecutions(tx, id)));
    });
  }

  @Operation(operationId = "updateWorkflow", summary = "Rename or describe")
  @PatchMapping("/{id}")
  ResponseEntity<WorkflowView> rename(
      @PathVariable String id,
      @RequestBody Renaming naming,
      @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest request) {
    var key = key(id);
    transactions.write(tx -> {
      var row = WorkflowStore.lock(tx, key, Revisions.expected(ifMatch));
      if (naming.name() != null) {
        row.rename(checkedName(naming.name()));
      }
      if (naming.description() != null) {
        row.describe(checkedDescription(naming.description()));
      }
      row.store(Caller.of(request).name());
      return true;
    });
    return shown(key);
  }

  @Operation(
      operationId = "deleteWorkflow",
      summary = "Delete a workflow that never ran; archive others")
  @Requires(Scope.WORKFLOWS_PUBLISH)
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> delete(@PathVariable String id) {
    var key = key(id);
    transactions.write(tx -> {
      WorkflowStore.lock(tx, key, null);
      if (WorkflowStore.everRan(tx, key)) {
        throw Refusal.conflict(
            "has-executions", "This workflow has run, so its history is kept. Archive it instead.");
      }
      WorkflowStore.delete(tx, key);
      return true;
    });
    return ResponseEntity.noContent().build();
  }

  @Operation(operationId = "pauseWorkflow", summary = "Pause: events start no runs")
  @Requires(Scope.WORKFLOWS_PUBLISH)
  @PostMapping("/{id}/pause")
  ResponseEntity<WorkflowView> pause(@PathVariable String id, HttpServletRequest request) {
    return move(id, List.of(WorkflowStatus.ACTIVE), WorkflowStatus.PAUSED, request);
  }

  @Operation(operationId = "resumeWorkflow", summary = "Resume: events start runs again")
  @Requires(Scope.WORKFLOWS_PUBLISH)
  @PostMapping("/{id}/resume")
  ResponseEntity<WorkflowView> resume(@PathVariable String id, HttpServletRequest request) {
    return move(id, List.of(WorkflowStatus.PAUSED), WorkflowStatus.ACTIVE, request);
  }

  @Operation(operationId = "archiveWorkflow", summary = "Keep for reference only")
  @Requires(Scope.WORKFLOWS_PUBLISH)
  @PostMapping("/{id}/archive")
  ResponseEntity<WorkflowView> archive(@PathVariable String id, HttpServletRequest request) {
    return move(
        id,
        List.of(WorkflowStatus.DRAFT, WorkflowStatus.ACTIVE, WorkflowStatus.PAUSED),
        WorkflowStatus.ARCHIVED,
        request);
  }

  @Operation(operationId = "unarchiveWorkflow", summary = "Back to draft")
  @Requires(Scope.WORKFLOWS_PUBLISH)
  @PostMapping("/{id}/unarchive")
  ResponseEntity<WorkflowView> unarchive(@PathVariable String id, HttpServletRequest request) {
    return move(id, List.of(WorkflowStatus.ARCHIVED), WorkflowStatus.DRAFT, request);
  }

  /** Changes the status; runs in progress finish on their version. */
  private ResponseEntity<WorkflowView> move(
      String id, List<WorkflowStatus> from, WorkflowStatus to, HttpServletRequest request) {
    var key = key(id);
    transactions.write(tx -> {
      var row = WorkflowStore.lock(tx, key, null);
      if (!from.contains(row.status())) {
        throw Refusal.conflict(
            "status",
            "This workflow is " + row.status().wire() + ", so it cannot become " + to.wire() + ".");
      }
      row.move(to);
      row.store(Caller.of(request).name());
      return true;
    });
    return shown(key);
  }

  static UUID key(String id) {
    return Ids.read(id).orElseThrow(() -> Refusal.notFound("workflow", id));
  }

  static String checkedName(@Nullable String name) {
    var typed = name == null ? "" : name;
    var text = Name.of(typed).text();
    if (Texts.isBlank(text)
        || !Texts.fits(typed, LONGEST_NAME)
        || !Texts.fits(text, LONGEST_NAME)) {
      throw Refusal.unsound(
          "/name", "name-length", "A workflow's name has 1 to " + LONGEST_NAME + " characters.");
    }
    return text;
  }

  static String checkedDescription(@Nullable String description) {
    var text = description == null ? "" : description;
    if (!Texts.fits(text, LONGEST_DESCRIPTION)) {
      throw Refusal.unsound(
          "/description",
          "description-length",
          "A description has at most " + LONGEST_DESCRIPTION + " characters.");
    }
    return text.strip();
  }
}
