package dev.parley.api.audit;

import dev.parley.api.Transactions;
import dev.parley.api.audit.AuditEntry.Outcome;
import dev.parley.api.input.Parameters;
import dev.parley.api.page.Page;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Requires;
import dev.parley.api.security.Scope;
import dev.parley.secret.Sealer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.json.JsonMapper;

/** {@code /audit}: the audit log, which no operation changes. */
@RestController
@RequestMapping("/api/v1/audit")
@Requires(Scope.AUDIT_READ)
class AuditController {
  private static final String LINES = "application/x-ndjson";
  private static final int EXPORTED_AT_ONCE = 500;

  private final Transactions transactions;
  private final Sealer sealer;
  private final JsonMapper mapper;

  AuditController(Transactions transactions, Sealer sealer, JsonMapper mapper) {
    this.transactions = transactions;
    this.sealer = sealer;
    this.mapper = mapper;
  }

  @Operation(operationId = "listAudit", summary = "List the entries of the audit log, newest first")
  @GetMapping
  Page<AuditEntry> list(
      @Parameter(description = "Id of a person or an API key, or a name")
          @RequestParam(required = false)
          @Nullable String actor,
      @Parameter(description = "The operationId of an operation") @RequestParam(required = false)
          @Nullable String operation,
      @RequestParam(required = false) @Nullable String objectKind,
      @RequestParam(required = false) @Nullable String objectId,
      @RequestParam(required = false) @Nullable Outcome outcome,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var filter = filter(actor, operation, objectKind, objectId, outcome, from, to);
    var before = before(cursor);
    var most = Page.limit(limit);
    return Page.of(
        transactions.readOnce(tx -> AuditStore.list(tx, filter, before, most + 1)),
        most,
        last -> String.valueOf(last.sequence()));
  }

  private static @Nullable Long before(@Nullable String cursor) {
    try {
      return cursor == null || cursor.isEmpty() ? null : Long.valueOf(cursor);
    } catch (NumberFormatException e) {
      throw Refusal.unreadable("cursor-invalid", "The cursor does not belong to this list.");
    }
  }

  private AuditFilter filter(
      @Nullable String actor,
      @Nullable String operation,
      @Nullable String objectKind,
      @Nullable String objectId,
      @Nullable Outcome outcome,
      @Nullable String from,
      @Nullable String to) {
    return new AuditFilter(
        actor,
        operation,
        objectKind,
        objectId == null ? null : ids(objectKind, objectId),
        outcome,
        Parameters.time(from, "from"),
        Parameters.time(to, "to"));
  }

  /** An entry shows the hash of a foreign id, so that can be looked for, too. */
  private List<String> ids(@Nullable String kind, String id) {
    return kind == null || ObjectKind.isForeign(kind)
        ? Stream.concat(Stream.of(id), sealer.audit().all(id).stream()).toList()
        : List.of(id);
  }

  @Operation(
      operationId = "exportAudit",
      summary = "Export the audit log as JSON Lines, oldest first",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "An entry on each line",
              content = @Content(mediaType = LINES, schema = @Schema(type = "string"))))
  @Audited
  @GetMapping("/export")
  ResponseEntity<StreamingResponseBody> export(
      @RequestParam(required = false) @Nullable String actor,
      @RequestParam(required = false) @Nullable String operation,
      @RequestParam(required = false) @Nullable String objectKind,
      @RequestParam(required = false) @Nullable String objectId,
      @RequestParam(required = false) @Nullable Outcome outcome,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to) {
    var filter = filter(actor, operation, objectKind, objectId, outcome, from, to);
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, LINES)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.jsonl\"")
        .body(out -> write(filter, out));
  }

  private void write(AuditFilter filter, OutputStream out) throws IOException {
    var end = transactions.readOnce(AuditStore::head).sequence();
    long after = 0;
    List<AuditEntry> page;
    do {
      var from = after;
      page =
          transactions.readOnce(tx -> AuditStore.export(tx, filter, from, end, EXPORTED_AT_ONCE));
      for (var entry : page) {
        out.write(mapper.writeValueAsString(entry).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        after = entry.sequence();
      }
    } while (page.size() == EXPORTED_AT_ONCE);
  }

  @Operation(
      operationId = "verifyAudit",
      summary = "Verify the audit log: that no entry was changed, removed or exchanged")
  @GetMapping("/verification")
  Verification.Result verify() {
    return new Verification(transactions, sealer.audit()).run();
  }
}
