package dev.parley.api.key;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.parley.api.Texts;
import dev.parley.api.Transactions;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.AdminKeyFile;
import dev.parley.api.security.Caller;
import dev.parley.api.security.Requires;
import dev.parley.api.security.Scope;
import dev.parley.store.Ids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api-keys}: created for services, shown once, revocable at any time. */
@RestController
@RequestMapping("/api/v1/api-keys")
@Requires(Scope.API_KEYS_WRITE)
class ApiKeysController {
  private static final int LONGEST_NAME = 120;
  private static final int MOST_DAYS = 3_650;
  private static final int USUAL_DAYS = 365;
  private static final int MOST_SOURCES = 50;
  private static final int LONGEST_SOURCE = 200;
  private static final int MOST_OVERLAP_HOURS = 720;
  private static final int USUAL_OVERLAP_HOURS = 24;

  private final Transactions transactions;
  private final SecureRandom random = new SecureRandom();

  ApiKeysController(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * A key to create.
   *
   * @param sources the event sources that it may send; all by default
   * @param expiresInDays a year by default
   */
  @Schema(name = "NewApiKey")
  record Wanted(
      @Schema(requiredMode = REQUIRED, maxLength = LONGEST_NAME, pattern = Texts.LINE)
          @Nullable String name,
      @Schema(requiredMode = REQUIRED) @ArraySchema(minItems = 1) @Nullable List<Scope> scopes,
      @ArraySchema(
              maxItems = MOST_SOURCES,
              schema = @Schema(minLength = 1, maxLength = LONGEST_SOURCE))
          @Nullable List<String> sources,
      @Schema(minimum = "1", maximum = "3650") @Nullable Integer expiresInDays) {}

  /** A new key, which cannot be read again. */
  @Schema(name = "MadeApiKey")
  record Made(
      String id,
      String name,
      List<Scope> scopes,
      List<String> sources,
      OffsetDateTime createdAt,
      OffsetDateTime expiresAt,
      String key) {
    static Made of(ApiKeyStore.Named made, String key) {
      return new Made(
          made.id(),
          made.name(),
          made.scopes(),
          made.sources(),
          made.createdAt(),
          made.expiresAt(),
          key);
    }
  }

  /**
   * The options of a rotation.
   *
   * @param overlapHours for how long the previous key still works; a day by default
   */
  @Schema(name = "Rotation")
  record Rotation(@Schema(minimum = "0", maximum = "720") @Nullable Integer overlapHours) {}

  /** All keys. */
  @Schema(name = "ApiKeys")
  record Keys(List<ApiKeyStore.Named> items) {}

  @Operation(operationId = "listApiKeys", summary = "List API keys, without the keys themselves")
  @GetMapping
  Keys list() {
    return new Keys(transactions.read(ApiKeyStore::list));
  }

  @Operation(operationId = "createApiKey", summary = "Create an API key, which is shown once")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<Made> create(@RequestBody Wanted wanted, HttpServletRequest request) {
    var caller = Caller.of(request);
    var wantedKey = checked(wanted, caller);
    var key = newKey();
    var made = transactions.write(tx -> ApiKeyStore.insert(tx, wantedKey, AdminKeyFile.hash(key)));
    return ResponseEntity.created(URI.create("/api/v1/api-keys/" + made.id()))
        .body(Made.of(made, key));
  }

  private static ApiKeyStore.New checked(Wanted wanted, Caller caller) {
    var given = wanted.name() == null ? "" : wanted.name();
    if (Texts.isBlank(given) || !Texts.fits(given, LONGEST_NAME)) {
      throw Refusal.unsound("/name", "name-length", "A key's name must have 1 to 120 characters.");
    }
    if (!Texts.isLine(given)) {
      throw Refusal.unsound(
          "/name",
          "name-characters",
          "A key's name cannot have control characters, or ones that change the direction of text.");
    }
    var scopes = wanted.scopes();
    if (scopes == null || scopes.isEmpty()) {
      throw Refusal.unsound("/scopes", "missing", "Choose at least one scope for the key.");
    }
    for (int i = 0; i < scopes.size(); i++) {
      if (!caller.may(scopes.get(i))) {
        throw Refusal.unsound(
            "/scopes/" + i,
            "scope-not-yours",
            "You cannot give the scope \"" + scopes.get(i).wire() + "\" without having it.");
      }
    }
    var sources = wanted.sources() == null ? List.<String>of() : wanted.sources();
    for (int i = 0; i < sources.size(); i++) {
      if (Texts.isBlank(sources.get(i)) || !Texts.fits(sources.get(i), LONGEST_SOURCE)) {
        throw Refusal.unsound(
            "/sources/" + i, "text-length", "A source must have 1 to 200 characters.");
      }
    }
    if (sources.size() > MOST_SOURCES) {
      throw Refusal.unsound("/sources", "too-many", "A key can have at most 50 sources.");
    }
    var days = wanted.expiresInDays() == null ? USUAL_DAYS : wanted.expiresInDays();
    if (days < 1 || days > MOST_DAYS) {
      throw Refusal.unsound(
          "/expiresInDays", "days-out-of-range", "A key must be valid for 1 to 3650 days.");
    }
    return new ApiKeyStore.New(
        given.strip(),
        scopes.stream().distinct().toList(),
        sources.stream().distinct().toList(),
        OffsetDateTime.now(ZoneOffset.UTC).plusDays(days),
        caller.name());
  }

  private String newKey() {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return "parley_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Operation(
      operationId = "rotateApiKey",
      summary = "Replace an API key; the previous one works for a while longer")
  @PostMapping("/{id}/rotate")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<Made> rotate(
      @PathVariable String id,
      @RequestBody(required = false) @Nullable Rotation rotation,
      HttpServletRequest request) {
    var given = rotation == null ? null : rotation.overlapHours();
    var hours = given == null ? USUAL_OVERLAP_HOURS : given;
    if (hours < 0 || hours > MOST_OVERLAP_HOURS) {
      throw Refusal.unsound(
          "/overlapHours", "number-range", "The previous key can work for 0 to 720 hours.");
    }
    var key = newKey();
    var until = OffsetDateTime.now(ZoneOffset.UTC).plusHours(hours);
    var made =
        Ids.read(id)
            .flatMap(found ->
                transactions.write(tx -> {
                  ApiKeyStore.find(tx, found)
                      .ifPresent(named -> requireScopes(Caller.of(request), named));
                  return ApiKeyStore.rotate(tx, found, AdminKeyFile.hash(key), until);
                }))
            .orElseThrow(() -> Refusal.notFound("API key", id));
    return ResponseEntity.status(HttpStatus.CREATED).body(Made.of(made, key));
  }

  /** Rotating returns the key, so it must not give its caller more than the caller has. */
  private static void requireScopes(Caller caller, ApiKeyStore.Named key) {
    if (!key.scopes().stream().allMatch(caller::may)) {
      throw Refusal.of(
          403,
          "scope-not-yours",
          "This key has scopes that you do not have, so you cannot replace it.");
    }
  }

  @Operation(
      operationId = "revokeApiKey",
      summary = "Revoke an API key immediately and permanently")
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> revoke(@PathVariable String id) {
    var revoked = Ids.read(id).filter(key -> transactions.write(tx -> ApiKeyStore.revoke(tx, key)));
    if (revoked.isEmpty()) {
      throw Refusal.notFound("API key", id);
    }
    return ResponseEntity.noContent().build();
  }
}
