package dev.parley.api.contact;

import dev.parley.api.Transactions;
import dev.parley.api.catalogue.CatalogueStore.Archived;
import dev.parley.api.catalogue.FieldValueStore;
import dev.parley.api.conditions.Conditional;
import dev.parley.api.conditions.Preconditions;
import dev.parley.api.contact.ContactStore.ContactChange;
import dev.parley.api.contact.ContactStore.ContactSent;
import dev.parley.api.contact.ContactStore.ContactView;
import dev.parley.api.contact.ContactStore.Place;
import dev.parley.api.page.ByChange;
import dev.parley.api.page.Cursor;
import dev.parley.api.page.Order;
import dev.parley.api.page.Page;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
import dev.parley.store.Ids;
import jakarta.servlet.http.HttpServletRequest;
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
@Requires(Scope.CONTACTS_READ)
@RequiresToWrite(Scope.CONTACTS_WRITE)
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
      @RequestParam(required = false) @Nullable String updatedSince,
      @RequestParam(required = false) ByChange.@Nullable Sort sort,
      @RequestParam(required = false) @Nullable Order order,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var changes = ByChange.of(transactions, order, updatedSince);
    var which = Archived.of(archived);
    var after =
        Cursor.read(cursor, keys -> new Place(OffsetDateTime.parse(keys.first()), keys.second()));
    return transactions.read(tx -> {
      var filter = segment == null ? null : filter(tx, segment);
      return Page.of(
          ContactStore.list(
              tx, which, search, filter, changes, after.orElse(null), Page.limit(limit) + 1),
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
    return ResponseEntity.created(URI.create(path)).eTag(Preconditions.tag(made)).body(made);
  }

  @GetMapping("/{id}")
  ResponseEntity<ContactView> find(@PathVariable String id) {
    return tagged(transactions.read(tx -> view(tx, id)));
  }

  private static ContactView view(DSLContext tx, String id) {
    return ContactStore.find(tx, id).orElseThrow(() -> Refusal.notFound("contact", id));
  }

  private static ResponseEntity<ContactView> tagged(ContactView view) {
    return ResponseEntity.ok().eTag(Preconditions.tag(view)).body(view);
  }

  /** Checks the preconditions of a request and locks the contact. */
  private static void check(DSLContext tx, String id, HttpServletRequest request) {
    var asked = Preconditions.of(request);
    ContactStore.lock(tx, id);
    asked.check(() -> Preconditions.tag(view(tx, id)));
  }

  @Conditional
  @PatchMapping("/{id}")
  ResponseEntity<ContactView> change(
      @PathVariable String id, @RequestBody ContactChange change, HttpServletRequest request) {
    return tagged(
        transactions.write(tx -> {
          check(tx, change.checked().fields());
          check(tx, id, request);
          ContactStore.update(tx, id, change);
          return view(tx, id);
        }));
  }

  private static void check(DSLContext tx, @Nullable Map<String, @Nullable Object> fields) {
    if (fields != null) {
      FieldValueStore.of(tx).check(fields);
    }
  }

  @Conditional
  @PostMapping("/{id}/archive")
  ResponseEntity<ContactView> archive(@PathVariable String id, HttpServletRequest request) {
    return archived(id, true, request);
  }

  @Conditional
  @PostMapping("/{id}/unarchive")
  ResponseEntity<ContactView> unarchive(@PathVariable String id, HttpServletRequest request) {
    return archived(id, false, request);
  }

  private ResponseEntity<ContactView> archived(
      String id, boolean archived, HttpServletRequest request) {
    return tagged(
        transactions.write(tx -> {
          check(tx, id, request);
          ContactStore.archive(tx, id, archived);
          return view(tx, id);
        }));
  }
}
