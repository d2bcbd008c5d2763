package dev.parley.api.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.ApiConfig;
import dev.parley.api.Transactions;
import dev.parley.api.audit.Act;
import dev.parley.api.limit.RateLimits;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Caller;
import dev.parley.api.security.OpenToAll;
import dev.parley.api.security.Requires;
import dev.parley.api.security.Role;
import dev.parley.api.security.Scope;
import dev.parley.api.security.SignedIn;
import dev.parley.temporal.TemporalSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in to the dashboard and signing out. */
@RestController
@RequestMapping("/api/v1/session")
class SessionController {
  private final Sessions sessions;
  private final SignIn signIn;
  private final SignInLinkStore links;
  private final PersonStore people;
  private final Passwords passwords;
  private final Transactions transactions;
  private final OidcSettings oidc;
  private final ApiConfig config;
  private final TemporalSettings temporal;
  private final RateLimits limits;

  SessionController(
      Sessions sessions,
      SignIn signIn,
      SignInLinkStore links,
      PersonStore people,
      Passwords passwords,
      Transactions transactions,
      OidcSettings oidc,
      ApiConfig config,
      TemporalSettings temporal,
      RateLimits limits) {
    this.sessions = sessions;
    this.signIn = signIn;
    this.links = links;
    this.people = people;
    this.passwords = passwords;
    this.transactions = transactions;
    this.oidc = oidc;
    this.config = config;
    this.temporal = temporal;
    this.limits = limits;
  }

  /**
   * An email address with its password, or the token of a one-time link. Empty if an
   * administrator's API key is sent instead.
   *
   * @param code the second factor, if the account has one
   */
  @Schema(name = "SignIn")
  record Credentials(
      @Nullable String token,
      @Nullable String email,
      @Nullable String password,
      @Nullable String code) {}

  /** A one-time link for signing in, valid for a short time. */
  @Schema(name = "SignInLink")
  record Link(String url) {}

  /**
   * The caller: a person who is signed in, or a key.
   *
   * @param userId the person's id; null for a key
   * @param role the person's role; null for a key
   * @param hasPassword true if the person can sign in with a password
   * @param hasSecondFactor true if signing in with the password also needs a code
   * @param usesProvider true if the person can sign in through the OpenID provider
   * @param scopes everything that the caller may do
   * @param temporalUi the base of links to Temporal's Web UI; empty for none
   */
  @Schema(name = "Session")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Session(
      @Nullable String userId,
      String name,
      @Nullable String email,
      @Nullable Role role,
      boolean hasPassword,
      boolean hasSecondFactor,
      boolean usesProvider,
      List<Scope> scopes,
      String temporalUi,
      String temporalNamespace) {}

  @Operation(operationId = "signIn", summary = "Sign in")
  @OpenToAll
  @PostMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> begin(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestBody(required = false) @Nullable Credentials sent) {
    if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
      var caller = Caller.of(request);
      if (!caller.may(Scope.ADMIN)) {
        throw Refusal.of(
            403, "scope-missing", "Only a key with the scope \"admin\" can begin a session.");
      }
      begin(request, response, links.withKey(caller.key()));
    } else if (sent != null && sent.email() != null) {
      oidc.requirePasswords();
      var person = signIn.withPassword(request, response, sent);
      sessions.begin(request, response, person, null);
    } else {
      begin(request, response, used(request, sent == null ? null : sent.token()));
    }
    return ResponseEntity.noContent().build();
  }

  private void begin(
      HttpServletRequest request, HttpServletResponse response, SignInLinkStore.Used used) {
    sessions.begin(request, response, used.owner(), used.origin());
  }

  private SignInLinkStore.Used used(HttpServletRequest request, @Nullable String token) {
    return Optional.ofNullable(token).flatMap(links::use).orElseThrow(() -> linkUsed(request));
  }

  private Refusal linkUsed(HttpServletRequest request) {
    var counted = limits.ofWrongCredential(request.getRemoteAddr());
    if (counted.isPresent() && !counted.get().granted()) {
      return counted.get().refusal("Too many wrong keys and links came from this address.");
    }
    return Refusal.of(401, "link-used", "This link was used or has expired. Request a new one.");
  }

  /**
   * The password that a person chooses with the link of an invitation or a reset.
   *
   * @param token the one-time token of the link
   */
  @Schema(name = "ChosenPassword")
  record Chosen(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String token,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              minLength = Passwords.LEAST,
              maxLength = Passwords.MOST)
          @Nullable String password) {}

  @Operation(
      operationId = "choosePassword",
      summary = "Choose a password with a one-time link, and sign in")
  @OpenToAll
  @PostMapping("/password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> choose(
      HttpServletRequest request, HttpServletResponse response, @RequestBody Chosen sent) {
    oidc.requirePasswords();
    var token = sent.token();
    if (token == null || token.isBlank()) {
      throw linkUsed(request);
    }
    // Checked before the link is used up, so that a weak password can be corrected.
    var encoded = passwords.encode(sent.password(), "", null);
    var person =
        transactions.write(tx -> {
          var found = PasswordLinkStore.use(tx, token);
          found.ifPresent(id -> {
            Act.by(id);
            PersonStore.setPassword(tx, id, encoded);
          });
          return found;
        });
    var id = person.orElseThrow(() -> linkUsed(request));
    // Sessions begun with the old password end.
    sessions.endAll(id, null);
    if (people.totpSealed(id).isEmpty()) {
      sessions.begin(request, response, id, null);
    }
    return ResponseEntity.noContent().build();
  }

  @Operation(operationId = "makeSignInLink", summary = "Create a one-time sign-in link")
  @Requires(Scope.ADMIN)
  @PostMapping("/link")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<Link> link(HttpServletRequest request) {
    if (Caller.of(request).session() != null) {
      throw Refusal.of(403, "key-needed", "A sign-in link can only be created with an API key.");
    }
    return ResponseEntity.status(HttpStatus.CREATED)
        .body(new Link("/sign-in?token=" + links.make(Caller.of(request).key())));
  }

  @Operation(operationId = "getSession", summary = "Who am I")
  @SignedIn
  @GetMapping
  Session who(HttpServletRequest request) {
    var caller = Caller.of(request);
    var person = Optional.ofNullable(caller.person()).flatMap(people::find);
    return new Session(
        person.map(PersonStore.Person::id).map(UUID::toString).orElse(null),
        caller.name(),
        person.map(PersonStore.Person::email).orElse(null),
        person.map(PersonStore.Person::role).orElse(null),
        person.filter(one -> one.password() != null).isPresent(),
        person.filter(PersonStore.Person::hasSecondFactor).isPresent(),
        person.filter(PersonStore.Person::usesProvider).isPresent(),
        List.copyOf(caller.scopes()),
        config.temporalUi(),
        temporal.namespace());
  }

  @Operation(operationId = "signOut", summary = "Sign out")
  @SignedIn
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> end(HttpServletRequest request) {
    var session = request.getSession(false);
    if (Caller.of(request).session() != null && session != null) {
      session.invalidate();
    }
    return ResponseEntity.noContent().build();
  }
}
