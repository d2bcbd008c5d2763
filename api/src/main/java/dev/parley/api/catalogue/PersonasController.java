package dev.parley.api.catalogue;

import dev.parley.api.Transactions;
import dev.parley.api.catalogue.PersonaStore.PersonaChange;
import dev.parley.api.catalogue.PersonaStore.PersonaSent;
import dev.parley.api.catalogue.PersonaStore.PersonaView;
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

/** {@code /personas}: the AI agents. */
@RestController
@RequestMapping("/api/v1/personas")
@Requires(Scope.CATALOGS_READ)
@RequiresToWrite(Scope.CATALOGS_WRITE)
class PersonasController {
  private final Catalogue<PersonaView> personas;

  PersonasController(Transactions transactions) {
    personas = new Catalogue<>(transactions, PersonaStore.TABLE);
  }

  @GetMapping
  Page<PersonaView> list(
      @RequestParam(defaultValue = "false") String archived,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return personas.list(archived, search, cursor, limit);
  }

  @PostMapping
  ResponseEntity<PersonaView> create(@RequestBody PersonaSent sent) {
    var made = personas.create(sent.checked());
    return ResponseEntity.created(URI.create("/api/v1/personas/" + made.id())).body(made);
  }

  @GetMapping("/{id}")
  PersonaView find(@PathVariable String id) {
    return personas.find(id);
  }

  @PatchMapping("/{id}")
  PersonaView change(@PathVariable String id, @RequestBody PersonaChange sent) {
    return personas.change(id, sent.checked());
  }

  @PostMapping("/{id}/archive")
  PersonaView archive(@PathVariable String id) {
    return personas.archive(id, true);
  }

  @PostMapping("/{id}/unarchive")
  PersonaView unarchive(@PathVariable String id) {
    return personas.archive(id, false);
  }

  @GetMapping("/{id}/used-by")
  Uses usedBy(@PathVariable String id) {
    return personas.usedBy(id);
  }
}
