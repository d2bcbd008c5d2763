package dev.parley.api.contact;

import dev.parley.api.Transactions;
import dev.parley.api.audit.NotAudited;
import dev.parley.api.catalogue.Catalogue;
import dev.parley.api.contact.SegmentStore.SegmentChange;
import dev.parley.api.contact.SegmentStore.SegmentCount;
import dev.parley.api.contact.SegmentStore.SegmentSent;
import dev.parley.api.contact.SegmentStore.SegmentView;
import dev.parley.api.page.Page;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /segments}: saved filters over contacts and their conversations. */
@RestController
@RequestMapping("/api/v1/segments")
@Requires(Scope.CATALOGS_READ)
@RequiresToWrite(Scope.CATALOGS_WRITE)
class SegmentsController {
  private final Transactions transactions;
  private final Catalogue<SegmentView> segments;

  SegmentsController(Transactions transactions) {
    this.transactions = transactions;
    segments = new Catalogue<>(transactions, SegmentStore.TABLE);
  }

  @GetMapping
  Page<SegmentView> list(
      @RequestParam(defaultValue = "false") String archived,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return segments.list(archived, search, cursor, limit);
  }

  @PostMapping
  ResponseEntity<SegmentView> create(@RequestBody SegmentSent sent) {
    var made = segments.create(sent.checked());
    return ResponseEntity.created(URI.create("/api/v1/segments/" + made.id())).body(made);
  }

  /** An unsaved filter. */
  @Schema(name = "SegmentPreview")
  record Preview(
      @Schema(ref = SegmentFilter.SENT, requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable SegmentFilter filter) {}

  @Operation(operationId = "countSegment", summary = "Count the contacts that a filter matches")
  @Requires(Scope.CONTACTS_READ)
  @NotAudited("Changes nothing")
  @PostMapping("/count")
  SegmentCount count(@RequestBody Preview preview) {
    var filter = preview.filter();
    if (filter == null) {
      throw Refusal.unsound("/filter", "missing", "\"filter\" is required.");
    }
    return transactions.read(tx -> SegmentStore.count(tx, filter.checked()));
  }

  @GetMapping("/{id}")
  SegmentView find(@PathVariable String id) {
    return segments.find(id);
  }

  @PatchMapping("/{id}")
  SegmentView change(@PathVariable String id, @RequestBody SegmentChange sent) {
    return segments.change(id, sent.checked());
  }

  @PostMapping("/{id}/archive")
  SegmentView archive(@PathVariable String id) {
    return segments.archive(id, true);
  }

  @PostMapping("/{id}/unarchive")
  SegmentView unarchive(@PathVariable String id) {
    return segments.archive(id, false);
  }
}
