package dev.parley.api.catalogue;

import dev.parley.api.Transactions;
import dev.parley.api.catalogue.CatalogueStore.Cursor;
import dev.parley.api.catalogue.CatalogueStore.Kind;
import dev.parley.api.catalogue.CatalogueStore.Property;
import dev.parley.api.problem.Refusal;
import dev.parley.api.problem.Refusal.Fault;
import dev.parley.store.Ids;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /labels}, {@code /users}, {@code /personas}, {@code /fields}: one code for all. */
@RestController
@RequestMapping("/api/v1/{kind:labels|users|personas|fields}")
class CatalogueController {
  private static final Set<String> FIELD_TYPES =
      Set.of("text", "number", "date", "choice", "email", "phone");

  private final Transactions transactions;

  CatalogueController(Transactions transactions) {
    this.transactions = transactions;
  }

  @GetMapping
  Map<String, Object> list(
      @PathVariable String kind,
      @RequestParam(defaultValue = "false") boolean archived,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > 200) {
      throw Refusal.unreadable("limit-out-of-range", "limit is 1 to 200.");
    }
    var items =
        transactions.read(tx -> CatalogueStore.list(tx, of(kind), archived, after(cursor), limit));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("items", items);
    if (items.size() == limit) {
      var last = items.getLast();
      var place =
          String.valueOf(last.get("id"))
              + String.valueOf(last.get("name")).toLowerCase(Locale.ROOT);
      answer.put(
          "nextCursor",
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(place.getBytes(StandardCharsets.UTF_8)));
    }
    return answer;
  }

  private static @Nullable Cursor after(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      var place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      return new Cursor(place.substring(36), UUID.fromString(place.substring(0, 36)));
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      throw Refusal.unreadable("cursor-invalid", "The cursor is not one of this list.");
    }
  }

  @PostMapping
  ResponseEntity<Map<String, Object>> create(
      @PathVariable String kind, @RequestBody JsonNode body) {
    var values = checked(of(kind), body, true);
    var item =
        transactions.write(tx -> {
          var id = CatalogueStore.insert(tx, of(kind), values);
          return CatalogueStore.find(tx, of(kind), id).orElseThrow();
        });
    return ResponseEntity.created(URI.create("/api/v1/" + kind + "/" + item.get("id"))).body(item);
  }

  @GetMapping("/{id}")
  Map<String, Object> find(@PathVariable String kind, @PathVariable String id) {
    return Ids.read(id)
        .flatMap(key -> transactions.read(tx -> CatalogueStore.find(tx, of(kind), key)))
        .orElseThrow(() -> Refusal.notFound(of(kind).title(), id));
  }

  @PatchMapping("/{id}")
  Map<String, Object> change(
      @PathVariable String kind, @PathVariable String id, @RequestBody JsonNode body) {
    var values = checked(of(kind), body, false);
    var found = find(kind, id);
    transactions.write(tx ->
        CatalogueStore.update(
            tx, of(kind), UUID.fromString(String.valueOf(found.get("id"))), values));
    return find(kind, id);
  }

  /** Archives: what refers to it goes on, and nothing new can. */
  @DeleteMapping("/{id}")
  ResponseEntity<Void> archive(@PathVariable String kind, @PathVariable String id) {
    var found = find(kind, id);
    transactions.write(tx ->
        CatalogueStore.archive(tx, of(kind), UUID.fromString(String.valueOf(found.get("id")))));
    return ResponseEntity.noContent().build();
  }

  private static Kind of(String kind) {
    return Kind.of(kind).orElseThrow(() -> Refusal.notFound("catalogue", kind));
  }

  private static Map<String, @Nullable Object> checked(Kind kind, JsonNode body, boolean whole) {
    if (!body.isObject()) {
      throw Refusal.unreadable("body-not-object", "Send a JSON object.");
    }
    var faults = new ArrayList<Fault>();
    var values = new LinkedHashMap<String, @Nullable Object>();
    var names = kind.properties().stream().map(Property::name).collect(Collectors.toSet());
    for (var name : body.propertyNames()) {
      if (!names.contains(name)) {
        faults.add(Fault.at("/" + name, "property-unknown", "\"" + name + "\" is not known here."));
      }
    }
    for (var property : kind.properties()) {
      var value = body.path(property.name());
      if (value.isMissingNode()) {
        if (whole && property.needed()) {
          faults.add(
              Fault.at("/" + property.name(), "missing", "\"" + property.name() + "\" is needed."));
        }
      } else if (property.longest() == 0) {
        choices(property, value, values, faults);
      } else {
        text(kind, property, value, values, faults);
      }
    }
    if (!faults.isEmpty()) {
      throw Refusal.unsound("invalid", faults.getFirst().message(), faults);
    }
    return values;
  }

  private static void text(
      Kind kind,
      Property property,
      JsonNode value,
      Map<String, @Nullable Object> values,
      List<Fault> faults) {
    var at = "/" + property.name();
    var text = value.isString() ? value.stringValue().strip() : "";
    if (!value.isString()) {
      faults.add(Fault.at(at, "type-mismatch", "\"" + property.name() + "\" must be text."));
    } else if ((property.needed() && text.isEmpty())
        || text.length() > property.longest()
        || text.indexOf('\0') >= 0) {
      faults.add(
          Fault.at(
              at,
              "text-length",
              "\""
                  + property.name()
                  + "\" has "
                  + (property.needed() ? "1" : "0")
                  + " to "
                  + property.longest()
                  + " characters."));
    } else if (property.name().equals("type") && !FIELD_TYPES.contains(text)) {
      faults.add(
          Fault.at(
              at,
              "value-unknown",
              "A field's type is one of: "
                  + String.join(", ", FIELD_TYPES.stream().sorted().toList())
                  + "."));
    } else if (property.name().equals("key") && !text.matches("[a-z][a-zA-Z0-9_]{0,62}")) {
      faults.add(
          Fault.at(
              at, "key-invalid", "A key has letters, digits and \"_\", a small letter first."));
    } else {
      values.put(property.name(), kind == Kind.USERS_ && text.isEmpty() ? null : text);
    }
  }

  private static void choices(
      Property property, JsonNode value, Map<String, @Nullable Object> values, List<Fault> faults) {
    var choices = new ArrayList<String>();
    var right = value.isArray();
    for (var choice : value) {
      right = right && choice.isString();
      choices.add(choice.asString(""));
    }
    if (right) {
      values.put(property.name(), choices);
    } else {
      faults.add(Fault.at("/" + property.name(), "type-mismatch", "choices is a list of texts."));
    }
  }
}
