package dev.parley.api.catalogue;

import dev.parley.api.Transactions;
import dev.parley.api.catalogue.LabelStore.LabelChange;
import dev.parley.api.catalogue.LabelStore.LabelSent;
import dev.parley.api.catalogue.LabelStore.LabelView;
import dev.parley.api.page.Page;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
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

/** {@code /labels}: the labels of conversations. */
@RestController
@RequestMapping("/api/v1/labels")
@Requires(Scope.CATALOGS_READ)
@RequiresToWrite(Scope.CATALOGS_WRITE)
class LabelsController {
  private final Catalogue<LabelView> labels;

  LabelsController(Transactions transactions) {
    labels = new Catalogue<>(transactions, LabelStore.TABLE);
  }

  @GetMapping
  Page<LabelView> list(
      @RequestParam(defaultValue = "false") String archived,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return labels.list(archived, search, cursor, limit);
  }

  @PostMapping
  ResponseEntity<LabelView> create(@RequestBody LabelSent sent) {
    var made = labels.create(sent.checked());
    return ResponseEntity.created(URI.create("/api/v1/labels/" + made.id())).body(made);
  }

  @GetMapping("/{id}")
  LabelView find(@PathVariable String id) {
    return labels.find(id);
  }

  @PatchMapping("/{id}")
  LabelView change(@PathVariable String id, @RequestBody LabelChange sent) {
    return labels.change(id, sent.checked());
  }

  @PostMapping("/{id}/archive")
  LabelView archive(@PathVariable String id) {
    return labels.archive(id, true);
  }

  @PostMapping("/{id}/unarchive")
  LabelView unarchive(@PathVariable String id) {
    return labels.archive(id, false);
  }

  @GetMapping("/{id}/used-by")
  Uses usedBy(@PathVariable String id) {
    return labels.usedBy(id);
  }
}
