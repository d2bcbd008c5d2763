package dev.parley.api.catalogue;

import dev.parley.api.Transactions;
import dev.parley.api.catalogue.FieldStore.FieldChange;
import dev.parley.api.catalogue.FieldStore.FieldSent;
import dev.parley.api.catalogue.FieldStore.FieldView;
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

/** {@code /fields}: custom fields, with their types. */
@RestController
@RequestMapping("/api/v1/fields")
@Requires(Scope.CATALOGS_READ)
@RequiresToWrite(Scope.CATALOGS_WRITE)
class FieldsController {
  private final Catalogue<FieldView> fields;

  FieldsController(Transactions transactions) {
    fields = new Catalogue<>(transactions, FieldStore.TABLE);
  }

  @GetMapping
  Page<FieldView> list(
      @RequestParam(defaultValue = "false") String archived,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return fields.list(archived, search, cursor, limit);
  }

  @PostMapping
  ResponseEntity<FieldView> create(@RequestBody FieldSent sent) {
    var made = fields.create(sent.checked());
    return ResponseEntity.created(URI.create("/api/v1/fields/" + made.id())).body(made);
  }

  @GetMapping("/{id}")
  FieldView find(@PathVariable String id) {
    return fields.find(id);
  }

  @PatchMapping("/{id}")
  FieldView change(@PathVariable String id, @RequestBody FieldChange sent) {
    return fields.change(id, sent.checked(fields.find(id)));
  }

  @PostMapping("/{id}/archive")
  FieldView archive(@PathVariable String id) {
    return fields.archive(id, true);
  }

  @PostMapping("/{id}/unarchive")
  FieldView unarchive(@PathVariable String id) {
    return fields.archive(id, false);
  }

  @GetMapping("/{id}/used-by")
  Uses usedBy(@PathVariable String id) {
    return fields.usedBy(id);
  }
}
