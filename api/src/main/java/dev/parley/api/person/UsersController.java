package dev.parley.api.person;

import dev.parley.api.Transactions;
import dev.parley.api.catalogue.Catalogue;
import dev.parley.api.catalogue.Uses;
import dev.parley.api.page.Page;
import dev.parley.api.person.UserStore.UserChange;
import dev.parley.api.person.UserStore.UserSent;
import dev.parley.api.person.UserStore.UserView;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Caller;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Role;
import dev.parley.api.security.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /users}: the team, whether or not a person signs in. */
@RestController
@RequestMapping("/api/v1/users")
@Requires(Scope.CATALOGS_READ)
@RequiresToWrite(Scope.PEOPLE_WRITE)
class UsersController {
  private static final Duration INVITATION_LASTS = Duration.ofDays(7);

  private final Catalogue<UserView> users;
  private final Transactions transactions;
  private final Sessions sessions;
  private final SessionCookie tokens;
  private final OidcSettings oidc;
  private final PasswordMails mails;

  UsersController(
      Transactions transactions,
      Sessions sessions,
      SessionCookie tokens,
      OidcSettings oidc,
      PasswordMails mails) {
    users = new Catalogue<>(transactions, UserStore.TABLE);
    this.transactions = transactions;
    this.sessions = sessions;
    this.tokens = tokens;
    this.oidc = oidc;
    this.mails = mails;
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
  ResponseEntity<UserView> create(@RequestBody UserSent sent, HttpServletRequest request) {
    requireRole(request, sent.role());
    var made = users.create(sent.checked());
    return ResponseEntity.created(URI.create("/api/v1/users/" + made.id())).body(made);
  }

  @GetMapping("/{id}")
  UserView find(@PathVariable String id) {
    return users.find(id);
  }

  @PatchMapping("/{id}")
  UserView change(
      @PathVariable String id, @RequestBody UserChange sent, HttpServletRequest request) {
    requireRole(request, users.find(id).role());
    requireRole(request, sent.role());
    return users.change(
        id,
        sent.checked(),
        (tx, key) -> {
          if (sent.endsAdministration()) {
            PersonStore.keepAnAdministrator(tx, key);
          }
        });
  }

  @PostMapping("/{id}/archive")
  UserView archive(@PathVariable String id) {
    return users.archive(id, true, PersonStore::keepAnAdministrator);
  }

  @PostMapping("/{id}/unarchive")
  UserView unarchive(@PathVariable String id) {
    return users.archive(id, false);
  }

  @GetMapping("/{id}/used-by")
  Uses usedBy(@PathVariable String id) {
    return users.usedBy(id);
  }

  /**
   * A one-time link with which a person chooses a password.
   *
   * @param url relative to the address of the dashboard
   * @param emailed true if the link is also sent to the user
   */
  @Schema(name = "PasswordLink")
  record Link(String url, OffsetDateTime expiresAt, boolean emailed) {}

  @Operation(
      operationId = "invite",
      summary = "Create a link with which a user chooses a password; earlier links end")
  @PostMapping("/{id}/invitation")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<Link> invite(@PathVariable String id, HttpServletRequest request) {
    var user = users.find(id);
    requireRole(request, user.role());
    oidc.requirePasswords();
    if (user.role() == null || user.email() == null || user.archived()) {
      throw Refusal.conflict(
          "not-a-person",
          "Only a user with an email address and a role who is not archived can be invited.");
    }
    var token = tokens.token();
    var until = OffsetDateTime.now(ZoneOffset.UTC).plus(INVITATION_LASTS);
    transactions.write(tx -> {
      PasswordLinkStore.insert(
          tx, UUID.fromString(user.id()), token, Caller.of(request).name(), until);
      return true;
    });
    var url = "/choose-password?token=" + token;
    var emailed = mails.invite(user.name(), user.email(), Caller.of(request).name(), url, until);
    return ResponseEntity.status(HttpStatus.CREATED).body(new Link(url, until, emailed));
  }

  @Operation(operationId = "endUserSessions", summary = "Sign a user out everywhere")
  @DeleteMapping("/{id}/sessions")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> signOut(@PathVariable String id) {
    sessions.endAll(UUID.fromString(users.find(id).id()), null);
    return ResponseEntity.noContent().build();
  }

  @Operation(
      operationId = "removeUserSecondFactor",
      summary = "Let a user who lost the authenticator app sign in without a code")
  @DeleteMapping("/{id}/second-factor")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> removeSecondFactor(@PathVariable String id, HttpServletRequest request) {
    var found = users.find(id);
    requireRole(request, found.role());
    var user = UUID.fromString(found.id());
    transactions.write(tx -> {
      PersonStore.setTotp(tx, user, null);
      return true;
    });
    sessions.endAll(user, null);
    return ResponseEntity.noContent().build();
  }

  /** A caller who may do less than a role allows can neither give it nor act on its holders. */
  private static void requireRole(HttpServletRequest request, @Nullable Role role) {
    if (role != null && !Caller.of(request).scopes().containsAll(role.scopes(true))) {
      throw Refusal.of(
          403, "role-not-yours", "The role " + role.wire() + " allows more than you may do.");
    }
  }
}
