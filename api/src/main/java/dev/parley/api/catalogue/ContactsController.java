package dev.parley.api.catalogue;

import dev.parley.api.Transactions;
import dev.parley.api.catalogue.CatalogueStore.Archived;
import dev.parley.api.catalogue.ContactStore.ContactChange;
import dev.parley.api.catalogue.ContactStore.ContactSent;
import dev.parley.api.catalogue.ContactStore.ContactView;
import dev.parley.api.catalogue.ContactStore.Place;
import dev.parley.api.page.Cursor;
import dev.parley.api.page.Page;
import dev.parley.api.problem.Refusal;
import dev.parley.store.Ids;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jooq.DSLContext;
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
import org.springframework.web.util.UriUtils;

/** {@code /contacts}: the customers. */
@RestController
@RequestMapping("/api/v1/contacts")
class ContactsController {
  private final Transactions transactions;

  ContactsController(Transactions transactions) {
    this.transactions = transactions;
  }

  @GetMapping
  Page<ContactView> list(
      @RequestParam(defaultValue = "false") String archived,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(required = false) @Nullable String segment,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var which = Archived.of(archived);
    var after =
        Cursor.read(cursor, keys -> new Place(OffsetDateTime.parse(keys.first()), keys.second()));
    return transactions.read(tx -> {
      var filter = segment == null ? null : filter(tx, segment);
      return Page.of(
          ContactStore.list(tx, which, search, filter, after.orElse(null), Page.limit(limit) + 1),
          limit,
          last -> new Cursor(last.updatedAt().toString(), last.id()).text());
    });
  }

  private static SegmentFilter filter(DSLContext tx, String segment) {
    return Ids.read(segment)
        .flatMap(id -> SegmentStore.filter(tx, id))
        .orElseThrow(() -> Refusal.notFound("segment", segment));
  }

  @PostMapping
  ResponseEntity<ContactView> create(@RequestBody ContactSent sent) {
    var made =
        transactions.write(tx -> {
          check(tx, sent.checked().fields());
          return ContactStore.insert(tx, sent)
              .flatMap(id -> ContactStore.find(tx, id))
              .orElseThrow(() ->
                  Refusal.conflict(
                      "id-taken", "There is a contact \"" + sent.id() + "\" already."));
        });
    var path = "/api/v1/contacts/" + UriUtils.encode(made.id(), StandardCharsets.UTF_8);
    return ResponseEntity.created(URI.create(path)).body(made);
  }

  @GetMapping("/{id}")
  ContactView find(@PathVariable String id) {
    return transactions
        .read(tx -> ContactStore.find(tx, id))
        .orElseThrow(() -> Refusal.notFound("contact", id));
  }

  @PatchMapping("/{id}")
  ContactView change(@PathVariable String id, @RequestBody ContactChange change) {
    var known =
        transactions.write(tx -> {
          check(tx, change.checked().fields());
          return ContactStore.update(tx, id, change);
        });
    if (!known) {
      throw Refusal.notFound("contact", id);
    }
    return find(id);
  }

  private static void check(DSLContext tx, @Nullable Map<String, @Nullable Object> fields) {
    if (fields != null) {
      FieldValueStore.of(tx).check(fields);
    }
  }

  @PostMapping("/{id}/archive")
  ContactView archive(@PathVariable String id) {
    return archived(id, true);
  }

  @PostMapping("/{id}/unarchive")
  ContactView unarchive(@PathVariable String id) {
    return archived(id, false);
  }

  private ContactView archived(String id, boolean archived) {
    return transactions.write(tx -> {
      ContactStore.archive(tx, id, archived);
      return ContactStore.find(tx, id).orElseThrow(() -> Refusal.notFound("contact", id));
    });
  }
}
