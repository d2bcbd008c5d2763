package dev.parley.api.catalogue;

import dev.parley.api.Transactions;
import dev.parley.api.catalogue.UserStore.UserChange;
import dev.parley.api.catalogue.UserStore.UserSent;
import dev.parley.api.catalogue.UserStore.UserView;
import dev.parley.api.page.Page;
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

/** {@code /users}: the members of the team. */
@RestController
@RequestMapping("/api/v1/users")
class UsersController {
  private final Catalogue<UserView> users;

  UsersController(Transactions transactions) {
    users = new Catalogue<>(transactions, UserStore.TABLE);
  }

  @GetMapping
  Page<UserView> list(
      @RequestParam(defaultValue = "false") String archived,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return users.list(archived, search, cursor, limit);
  }

  @PostMapping
  ResponseEntity<UserView> create(@RequestBody UserSent sent) {
    var made = users.create(sent.checked());
    return ResponseEntity.created(URI.create("/api/v1/users/" + made.id())).body(made);
  }

  @GetMapping("/{id}")
  UserView find(@PathVariable String id) {
    return users.find(id);
  }

  @PatchMapping("/{id}")
  UserView change(@PathVariable String id, @RequestBody UserChange sent) {
    return users.change(id, sent.checked());
  }

  @PostMapping("/{id}/archive")
  UserView archive(@PathVariable String id) {
    return users.archive(id, true);
  }

  @PostMapping("/{id}/unarchive")
  UserView unarchive(@PathVariable String id) {
    return users.archive(id, false);
  }

  @GetMapping("/{id}/used-by")
  Uses usedBy(@PathVariable String id) {
    return users.usedBy(id);
  }
}
