package dev.parley.api.workflow;

import dev.parley.api.Transactions;
import dev.parley.api.problem.GraphFaults;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Caller;
import dev.parley.graph.Graph;
import dev.parley.graph.GraphCheck;
import dev.parley.graph.GraphJson;
import dev.parley.graph.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** A workflow's graphs: working copy, check, versions, publishing. */
@RestController
@RequestMapping("/api/v1/workflows/{id}")
class GraphsController {
  private static final int LONGEST_NOTE = 500;

  private final Transactions transactions;
  private final VersionStore versions;

  GraphsController(Transactions transactions, VersionStore versions) {
    this.transactions = transactions;
    this.versions = versions;
  }

  /** A graph alone. */
  record Drawn(@Nullable JsonNode graph) {}

  /**
   * A graph to save or publish.
   *
   * @param basedOn the newest version that the caller knows; null for any
   * @param version of publishing: the older version whose graph to use
   */
  record Saving(
      @Nullable JsonNode graph,
      @Nullable Integer basedOn,
      @Nullable Integer version,
      @Nullable String note) {}

  @GetMapping("/working-copy")
  ResponseEntity<Map<String, Object>> workingCopy(@PathVariable String id) {
    var key = WorkflowsController.key(id);
    return transactions.read(tx -> answer(tx, key, versions.newest(tx, key)));
  }

  @PutMapping("/working-copy")
  ResponseEntity<Map<String, Object>> keep(
      @PathVariable String id,
      @RequestBody Drawn drawn,
      @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest request) {
    var key = WorkflowsController.key(id);
    var graph = GraphFaults.read(drawn.graph());
    var by = Caller.of(request).name();
    return transactions.write(tx -> {
      var row = WorkflowStore.lock(tx, key, Revisions.expected(ifMatch));
      var resolved = graph.resolved(ReferenceStore.of(tx));
      VersionStore.keepWorkingCopy(tx, key, resolved, by);
      row.store(by);
      return answer(tx, key, resolved);
    });
  }

  /** Back to the last saved version. */
  @DeleteMapping("/working-copy")
  ResponseEntity<Map<String, Object>> clear(
      @PathVariable String id,
      @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest request) {
    var key = WorkflowsController.key(id);
    return transactions.write(tx -> {
      var row = WorkflowStore.lock(tx, key, Revisions.expected(ifMatch));
      VersionStore.clear(tx, key);
      row.store(Caller.of(request).name());
      return answer(tx, key, versions.newest(tx, key));
    });
  }

  private ResponseEntity<Map<String, Object>> answer(DSLContext tx, UUID key, Graph graph) {
    var workflow = WorkflowStore.find(tx, key).orElseThrow(() -> Refusal.notFound("workflow", key));
    var body = new LinkedHashMap<String, Object>();
    body.put("graph", GraphJson.write(graph));
    body.put("problems", GraphCheck.of(graph, ReferenceStore.of(tx)));
    body.put("revision", workflow.revision());
    body.put("basedOn", workflow.versions());
    body.put("unsaved", workflow.hasWorkingCopy());
    return ResponseEntity.ok().eTag("\"" + workflow.revision() + "\"").body(body);
  }

  @PostMapping("/validate")
  Map<String, List<Problem>> validate(@PathVariable String id, @RequestBody Drawn drawn) {
    var key = WorkflowsController.key(id);
    return transactions.read(tx -> {
      if (WorkflowStore.find(tx, key).isEmpty()) {
        throw Refusal.notFound("workflow", id);
      }
      return Map.of("problems", problems(tx, drawn.graph()));
    });
  }

  private static List<Problem> problems(DSLContext tx, @Nullable JsonNode json) {
    return switch (GraphJson.read(GraphFaults.given(json))) {
      case GraphJson.Reading.Unreadable unreadable -> unreadable.problems();
      case GraphJson.Reading.Read read -> GraphCheck.of(read.graph(), ReferenceStore.of(tx));
    };
  }

  @GetMapping("/versions")
  Map<String, Object> list(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Integer cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var key = WorkflowsController.key(id);
    if (limit < 1 || limit > 200) {
      throw Refusal.unreadable("limit-out-of-range", "limit is 1 to 200.");
    }
    var items =
        transactions.read(tx -> {
          if (WorkflowStore.find(tx, key).isEmpty()) {
            throw Refusal.notFound("workflow", id);
          }
          return versions.list(tx, key, cursor, limit);
        });
    var answer = new LinkedHashMap<String, Object>();
    answer.put("items", items);
    if (items.size() == limit) {
      answer.put("nextCursor", String.valueOf(items.getLast().version()));
    }
    return answer;
  }

  @GetMapping("/versions/{number}")
  VersionStore.VersionView version(@PathVariable String id, @PathVariable int number) {
    var key = WorkflowsController.key(id);
    return transactions
        .read(tx -> versions.find(tx, key, number))
        .orElseThrow(() -> Refusal.notFound("version", number));
  }

  /** Save: a new version, nothing is activated. */
  @PostMapping("/versions")
  ResponseEntity<Map<String, Object>> save(
      @PathVariable String id,
      @RequestBody Saving saving,
      @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest request) {
    var key = WorkflowsController.key(id);
    var graph = saving.graph() == null ? null : GraphFaults.read(saving.graph());
    var by = Caller.of(request).name();
    return transactions.write(tx -> {
      var row = lock(tx, key, saving, ifMatch);
      var references = ReferenceStore.of(tx);
      var resolved = (graph == null ? versions.newest(tx, key) : graph).resolved(references);
      var number = versions.save(tx, row, resolved, note(saving), by, false);
      return created(id, row, number, GraphCheck.of(resolved, references));
    });
  }

  /** Save and activate. */
  @PostMapping("/publish")
  ResponseEntity<Map<String, Object>> publish(
      @PathVariable String id,
      @RequestBody(required = false) @Nullable Saving given,
      @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest request) {
    var key = WorkflowsController.key(id);
    var saving = given == null ? new Saving(null, null, null, null) : given;
    var graph = saving.graph() == null ? null : GraphFaults.read(saving.graph());
    var by = Caller.of(request).name();
    return transactions.write(tx -> {
      var row = lock(tx, key, saving, ifMatch);
      if (row.status().equals("archived")) {
        throw Refusal.conflict(
            "status", "This workflow is archived. Unarchive it before you publish it.");
      }
      var references = ReferenceStore.of(tx);
      var resolved = (graph == null ? chosen(tx, key, saving) : graph).resolved(references);
      var problems = GraphCheck.of(resolved, references);
      if (!GraphCheck.sound(problems)) {
        throw Refusal.unsound(
            "unsound",
            "This workflow cannot be published yet.",
            GraphFaults.of(problems.stream().filter(Problem::blocks).toList()));
      }
      var number = versions.save(tx, row, resolved, note(saving), by, true);
      return created(id, row, number, problems);
    });
  }

  private Graph chosen(DSLContext tx, UUID key, Saving saving) {
    var number = saving.version();
    return number == null
        ? versions.newest(tx, key)
        : versions.graph(tx, key, number).orElseThrow(() -> Refusal.notFound("version", number));
  }

  private static WorkflowStore.Locked lock(
      DSLContext tx, UUID key, Saving saving, @Nullable String ifMatch) {
    var row = WorkflowStore.lock(tx, key, Revisions.expected(ifMatch));
    if (saving.basedOn() != null && saving.basedOn() != row.newestVersion()) {
      throw row.stale();
    }
    return row;
  }

  private static ResponseEntity<Map<String, Object>> created(
      String id, WorkflowStore.Locked row, int number, List<Problem> problems) {
    return ResponseEntity.created(URI.create("/api/v1/workflows/" + id + "/versions/" + number))
        .eTag("\"" + row.revision() + "\"")
        .body(Map.of("version", number, "problems", problems, "revision", row.revision()));
  }

  private static String note(Saving saving) {
    var note = Objects.requireNonNullElse(saving.note(), "").strip();
    if (note.length() > LONGEST_NOTE || note.indexOf('\0') >= 0) {
      throw Refusal.unsound("/note", "note-length", "A note has at most 500 characters.");
    }
    return note;
  }
}
