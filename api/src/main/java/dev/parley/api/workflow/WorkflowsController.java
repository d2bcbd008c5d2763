package dev.parley.api.workflow;

import dev.parley.api.Transactions;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Caller;
import dev.parley.store.Ids;
import dev.parley.store.StoredJson;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.bind.annotation.RestController;

/** {@code /workflows}: the Workflows page, and what happens to a workflow as a whole. */
@RestController
@RequestMapping("/api/v1/workflows")
class WorkflowsController {
  private static final List<String> STATUSES = List.of("draft", "active", "paused", "archived");
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_DESCRIPTION = 2_000;

  private final Transactions transactions;

  WorkflowsController(Transactions transactions) {
    this.transactions = transactions;
  }

  /** What a workflow is called. */
  record Naming(@Nullable String name, @Nullable String description) {}

  @GetMapping
  Map<String, Object> list(
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(defaultValue = "updatedAt") String sort,
      @RequestParam(required = false) @Nullable String order,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > 200) {
      throw Refusal.unreadable("limit-out-of-range", "limit is 1 to 200.");
    }
    if (status != null && !STATUSES.contains(status)) {
      throw Refusal.unreadable(
          "parameter-invalid",
          "The parameter \"status\" is one of: " + String.join(", ", STATUSES) + ".");
    }
    var by = sortOf(sort);
    var ascending = ascending(order, by);
    var page =
        transactions.read(
            tx -> WorkflowStore.list(tx, status, search, by, ascending, after(cursor), limit));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("items", page.items());
    var last = page.last();
    if (last != null) {
      var place = last.id() + last.key();
      answer.put(
          "nextCursor",
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(place.getBytes(StandardCharsets.UTF_8)));
    }
    return answer;
  }

  private static WorkflowStore.Sort sortOf(String sort) {
    var names =
        Map.of(
            "name", WorkflowStore.Sort.NAME,
            "trigger", WorkflowStore.Sort.TRIGGER,
            "status", WorkflowStore.Sort.STATUS,
            "versions", WorkflowStore.Sort.VERSIONS,
            "executions", WorkflowStore.Sort.EXECUTIONS,
            "updatedAt", WorkflowStore.Sort.UPDATED_AT);
    var by = names.get(sort);
    if (by == null) {
      throw Refusal.unreadable(
          "parameter-invalid",
          "The parameter \"sort\" is one of: "
              + String.join(", ", names.keySet().stream().sorted().toList())
              + ".");
    }
    return by;
  }

  private static boolean ascending(@Nullable String order, WorkflowStore.Sort by) {
    if (order == null) {
      return by != WorkflowStore.Sort.UPDATED_AT;
    }
    if (!Arrays.asList("asc", "desc").contains(order)) {
      throw Refusal.unreadable(
          "parameter-invalid", "The parameter \"order\" is one of: asc, desc.");
    }
    return order.equals("asc");
  }

  private static WorkflowStore.@Nullable Cursor after(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      var place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      return new WorkflowStore.Cursor(place.substring(36), UUID.fromString(place.substring(0, 36)));
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      throw Refusal.unreadable("cursor-invalid", "The cursor is not one of this list.");
    }
  }

  @PostMapping
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

  @GetMapping("/{id}")
  ResponseEntity<Map<String, Object>> find(@PathVariable String id) {
    return shown(key(id));
  }

  private ResponseEntity<Map<String, Object>> shown(UUID id) {
    return transactions.read(tx -> {
      var view = WorkflowStore.find(tx, id).orElseThrow(() -> Refusal.notFound("workflow", id));
      var answer = StoredJson.plain(view);
      answer.put("createdAt", view.createdAt());
      answer.put("updatedAt", view.updatedAt());
      answer.put("openExecutions", WorkflowStore.openExecutions(tx, id));
      return ResponseEntity.ok().eTag("\"" + view.revision() + "\"").body(answer);
    });
  }

  @PatchMapping("/{id}")
  ResponseEntity<Map<String, Object>> rename(
      @PathVariable String id,
      @RequestBody Naming naming,
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

  @DeleteMapping("/{id}")
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

  @PostMapping("/{id}/pause")
  ResponseEntity<Map<String, Object>> pause(@PathVariable String id, HttpServletRequest request) {
    return move(id, List.of("active"), "paused", request);
  }

  @PostMapping("/{id}/resume")
  ResponseEntity<Map<String, Object>> resume(@PathVariable String id, HttpServletRequest request) {
    return move(id, List.of("paused"), "active", request);
  }

  @PostMapping("/{id}/archive")
  ResponseEntity<Map<String, Object>> archive(@PathVariable String id, HttpServletRequest request) {
    return move(id, List.of("draft", "active", "paused"), "archived", request);
  }

  @PostMapping("/{id}/unarchive")
  ResponseEntity<Map<String, Object>> unarchive(
      @PathVariable String id, HttpServletRequest request) {
    return move(id, List.of("archived"), "draft", request);
  }

  /** Design section 6; runs that are going finish on their version. */
  private ResponseEntity<Map<String, Object>> move(
      String id, List<String> from, String to, HttpServletRequest request) {
    var key = key(id);
    transactions.write(tx -> {
      var row = WorkflowStore.lock(tx, key, null);
      if (!from.contains(row.status())) {
        throw Refusal.conflict(
            "status", "This workflow is " + row.status() + ", so it cannot become " + to + ".");
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

  private static String checkedName(@Nullable String name) {
    var text = name == null ? "" : name.strip();
    if (text.isEmpty() || text.length() > LONGEST_NAME || text.indexOf('\0') >= 0) {
      throw Refusal.unsound(
          "/name", "name-length", "A workflow's name has 1 to " + LONGEST_NAME + " characters.");
    }
    return text;
  }

  private static String checkedDescription(@Nullable String description) {
    var text = description == null ? "" : description.strip();
    if (text.length() > LONGEST_DESCRIPTION || text.indexOf('\0') >= 0) {
      throw Refusal.unsound(
          "/description",
          "description-length",
          "A description has at most " + LONGEST_DESCRIPTION + " characters.");
    }
    return text;
  }
}
