package dev.parley.api.person;

import dev.parley.api.Transactions;
import dev.parley.api.audit.NotAudited;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Caller;
import dev.parley.api.security.SignedIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /account}: the caller's own password, second factor and sessions. */
@RestController
@RequestMapping("/api/v1/account")
@SignedIn(peopleOnly = true)
class AccountController {
  private final PersonStore people;
  private final Passwords passwords;
  private final SecondFactor secondFactor;
  private final Sessions sessions;
  private final Transactions transactions;
  private final OidcProvider provider;
  private final OidcAttempts attempts;

  AccountController(
      PersonStore people,
      Passwords passwords,
      SecondFactor secondFactor,
      Sessions sessions,
      Transactions transactions,
      OidcProvider provider,
      OidcAttempts attempts) {
    this.people = people;
    this.passwords = passwords;
    this.secondFactor = secondFactor;
    this.sessions = sessions;
    this.transactions = transactions;
    this.provider = provider;
    this.attempts = attempts;
  }

  /**
   * A change of the caller's own password.
   *
   * @param current the present password; not needed if there is none yet
   */
  @Schema(name = "PasswordChange")
  record PasswordChange(
      @Schema(maxLength = Passwords.MOST) @Nullable String current,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              minLength = Passwords.LEAST,
              maxLength = Passwords.MOST)
          @Nullable String password) {}

  @Operation(operationId = "changePassword", summary = "Change my password; my other sessions end")
  @PutMapping("/password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> password(@RequestBody PasswordChange sent, HttpServletRequest request) {
    provider.settings().requirePasswords();
    var person = person(request);
    confirm(person, sent.current(), "/current");
    var encoded = passwords.encode(sent.password(), person.name(), person.email());
    transactions.write(tx -> {
      PersonStore.setPassword(tx, person.id(), encoded);
      return true;
    });
    sessions.endAll(person.id(), Caller.of(request).session());
    return ResponseEntity.noContent().build();
  }

  private void confirm(PersonStore.Person person, @Nullable String password, String pointer) {
    if (person.password() != null
        && !passwords.matches(Objects.requireNonNullElse(password, ""), person.password())) {
      throw Refusal.unsound(pointer, "password-wrong", "This is not your present password.");
    }
  }

  /**
   * A second factor to set up.
   *
   * @param secret in Base32, to type into an authenticator app
   * @param uri for a QR code
   */
  @Schema(name = "NewSecondFactor")
  record NewFactor(String secret, String uri) {}

  @Operation(
      operationId = "prepareSecondFactor",
      summary = "Get a secret for an authenticator app; nothing changes yet")
  @NotAudited("Changes nothing")
  @PostMapping("/second-factor")
  ResponseEntity<NewFactor> prepare(HttpServletRequest request) {
    var person = person(request);
    var secret = secondFactor.newSecret();
    var account = Objects.requireNonNullElse(person.email(), person.name());
    return ResponseEntity.ok(new NewFactor(secret, SecondFactor.uri(secret, account)));
  }

  /**
   * The secret in use from now on.
   *
   * @param code that the authenticator app shows, as proof that it has the secret
   */
  @Schema(name = "SecondFactor")
  record Factor(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, pattern = "^[A-Z2-7]{32}$")
          @Nullable String secret,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 20) @Nullable String code,
      @Schema(maxLength = Passwords.MOST) @Nullable String password) {}

  @Operation(operationId = "setSecondFactor", summary = "Require a code when I sign in")
  @PutMapping("/second-factor")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> set(@RequestBody Factor sent, HttpServletRequest request) {
    var person = person(request);
    var secret = Objects.requireNonNullElse(sent.secret(), "");
    if (!secret.matches("[A-Z2-7]{32}")) {
      throw Refusal.unsound(
          "/secret", "secret-invalid", "Send the secret that was prepared for you.");
    }
    confirm(person, sent.password(), "/password");
    if (!secondFactor.accepts(person.id(), secret, Objects.requireNonNullElse(sent.code(), ""))) {
      throw Refusal.unsound(
          "/code", "code-wrong", "This code is wrong. Check the time of your phone.");
    }
    var sealed = secondFactor.seal(person.id(), secret);
    transactions.write(tx -> {
      PersonStore.setTotp(tx, person.id(), sealed);
      return true;
    });
    return ResponseEntity.noContent().build();
  }

  /** The confirmation of a change with the present password. */
  @Schema(name = "Confirmation")
  record Confirmation(@Schema(maxLength = Passwords.MOST) @Nullable String password) {}

  @Operation(operationId = "removeSecondFactor", summary = "Sign in without a code again")
  @PostMapping("/second-factor/remove")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> remove(@RequestBody Confirmation sent, HttpServletRequest request) {
    var person = person(request);
    confirm(person, sent.password(), "/password");
    transactions.write(tx -> {
      PersonStore.setTotp(tx, person.id(), null);
      return true;
    });
    return ResponseEntity.noContent().build();
  }

  /**
   * The address at which the browser connects the account.
   *
   * @param url valid for two minutes in the session that asked for it
   */
  @Schema(name = "ProviderConnection")
  record Connection(String url) {}

  @Operation(
      operationId = "connectProvider",
      summary = "Begin to connect my account with the OpenID provider")
  @NotAudited("Changes nothing yet")
  @PostMapping("/provider")
  ResponseEntity<Connection> connect(@RequestBody Confirmation sent, HttpServletRequest request) {
    if (provider.name().isEmpty()) {
      throw Refusal.conflict("provider-missing", "No OpenID provider is configured.");
    }
    var person = person(request);
    confirm(person, sent.password(), "/password");
    return ResponseEntity.ok(new Connection(attempts.connecting(person.id())));
  }

  /** The sessions of one person. */
  @Schema(name = "Sessions")
  record Mine(List<Sessions.Shown> items) {}

  @Operation(operationId = "listSessions", summary = "List my sessions")
  @GetMapping("/sessions")
  Mine list(HttpServletRequest request) {
    return new Mine(sessions.of(person(request).id(), Caller.of(request).session()));
  }

  @Operation(operationId = "endSession", summary = "End one of my sessions")
  @DeleteMapping("/sessions/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> end(@PathVariable String id, HttpServletRequest request) {
    if (!sessions.end(person(request).id(), id)) {
      throw Refusal.notFound("session", id);
    }
    return ResponseEntity.noContent().build();
  }

  @Operation(operationId = "endOtherSessions", summary = "End my sessions in other browsers")
  @DeleteMapping("/sessions")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> endOthers(HttpServletRequest request) {
    sessions.endAll(person(request).id(), Caller.of(request).session());
    return ResponseEntity.noContent().build();
  }

  private PersonStore.Person person(HttpServletRequest request) {
    UUID id = Objects.requireNonNull(Caller.of(request).person());
    return people.find(id).orElseThrow(() -> Refusal.notFound("user", id));
  }
}
