package dev.parley.api.security;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.parley.api.Texts;
import dev.parley.api.Transactions;
import dev.parley.api.problem.Refusal;
import dev.parley.store.Ids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
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
class ApiKeysController {
  private static final int LONGEST_NAME = 120;
  private static final int MOST_DAYS = 3_650;
  private static final int USUAL_DAYS = 365;

  private final Transactions transactions;
  private final SecureRandom random = new SecureRandom();

  ApiKeysController(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * A key to create.
   *
   * @param expiresInDays a year by default
   */
  @Schema(name = "NewApiKey")
  record Wanted(
      @Schema(requiredMode = REQUIRED, maxLength = LONGEST_NAME, pattern = Texts.READABLE)
          @Nullable String name,
      @Schema(requiredMode = REQUIRED) @ArraySchema(minItems = 1) @Nullable List<Scope> scopes,
      @Schema(minimum = "1", maximum = "3650") @Nullable Integer expiresInDays) {}

  /** A new key, which cannot be read again. */
  @Schema(name = "MadeApiKey")
  record Made(
      String id,
      String name,
      List<Scope> scopes,
      OffsetDateTime createdAt,
      OffsetDateTime expiresAt,
      String key) {}

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
  ResponseEntity<Made> create(@RequestBody Wanted wanted) {
    var given = wanted.name() == null ? "" : wanted.name();
    var name = given.strip();
    if (Texts.isBlank(given) || !Texts.fits(given, LONGEST_NAME)) {
      throw Refusal.unsound("/name", "name-length", "A key's name must have 1 to 120 characters.");
    }
    var scopes = wanted.scopes();
    if (scopes == null || scopes.isEmpty()) {
      throw Refusal.unsound(
          "/scopes", "missing", "Choose the key's scopes: events:write, read or admin.");
    }
    var days = wanted.expiresInDays() == null ? USUAL_DAYS : wanted.expiresInDays();
    if (days < 1 || days > MOST_DAYS) {
      throw Refusal.unsound(
          "/expiresInDays", "days-out-of-range", "A key must be valid for 1 to 3650 days.");
    }
    var bytes = new byte[32];
    random.nextBytes(bytes);
    var key = "parley_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var until = OffsetDateTime.now(ZoneOffset.UTC).plusDays(days);
    var made =
        transactions.write(tx ->
            ApiKeyStore.insert(
                tx, name, ApiKeys.hash(key), scopes.stream().distinct().toList(), until));
    return ResponseEntity.created(URI.create("/api/v1/api-keys/" + made.id()))
        .body(
            new Made(
                made.id(), made.name(), made.scopes(), made.createdAt(), made.expiresAt(), key));
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
