package dev.parley.api.secret;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.parley.api.Texts;
import dev.parley.api.Transactions;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
import dev.parley.secret.Sealer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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

/** {@code /secrets}: they can be created, replaced and deleted, but never read. */
@RestController
@RequestMapping("/api/v1/secrets")
@Requires(Scope.SECRETS_READ)
@RequiresToWrite(Scope.SECRETS_WRITE)
class SecretsController {
  private static final int LONGEST_VALUE = 10_000;
  private static final int MOST_HOSTS = 50;

  /** Lower case, as clients send it; a leading {@code *.} stands for all subdomains. */
  private static final String HOST = "^(\\*\\.)?[a-zA-Z0-9]([a-zA-Z0-9.-]{0,251}[a-zA-Z0-9])?$";

  private static final String NAME = "^[a-zA-Z][a-zA-Z0-9_]{0,62}$";

  private final Transactions transactions;
  private final Sealer sealer;

  SecretsController(Transactions transactions, Sealer sealer) {
    this.transactions = transactions;
    this.sealer = sealer;
  }

  /**
   * A new secret.
   *
   * @param hosts the only hosts that it may be sent to, for example {@code api.example.com} or
   *     {@code *.example.com}; absent or empty for any
   */
  @Schema(name = "NewSecret")
  record Sent(
      @Schema(requiredMode = REQUIRED, pattern = NAME) @Nullable String name,
      @Schema(requiredMode = REQUIRED, minLength = 1, maxLength = LONGEST_VALUE)
          @Nullable String value,
      @ArraySchema(maxItems = MOST_HOSTS, schema = @Schema(pattern = HOST))
          @Nullable List<String> hosts) {}

  /**
   * A new value for a secret, new hosts, or both.
   *
   * @param name ignored; the address names the secret
   * @param value absent to keep the current one
   * @param hosts the only hosts that the secret may be sent to; empty for any, absent to keep the
   *     current ones
   */
  @Schema(name = "NewSecretValue")
  record Replaced(
      @Nullable String name,
      @Schema(minLength = 1, maxLength = LONGEST_VALUE) @Nullable String value,
      @ArraySchema(maxItems = MOST_HOSTS, schema = @Schema(pattern = HOST))
          @Nullable List<String> hosts) {}

  /** All secrets. */
  @Schema(name = "Secrets")
  record Secrets(List<SecretStore.Named> items) {}

  @Operation(operationId = "listSecrets", summary = "List secrets, without their values")
  @GetMapping
  Secrets list() {
    return new Secrets(transactions.read(SecretStore::list));
  }

  @Operation(operationId = "createSecret", summary = "Keep a secret")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<SecretStore.Named> create(@RequestBody Sent sent) {
    var name = sent.name();
    if (name == null || !name.matches(NAME)) {
      throw Refusal.unsound(
          "/name",
          "name-invalid",
          "A secret's name must have 1 to 63 letters, digits and \"_\", starting with a letter.");
    }
    var value = value(sent.value());
    var hosts = hosts(sent.hosts());
    var made =
        transactions
            .write(tx -> SecretStore.insert(tx, sealer, name, value, hosts))
            .orElseThrow(
                () -> Refusal.conflict("name-taken", "There is already a secret with that name."));
    return ResponseEntity.created(URI.create("/api/v1/secrets/" + name)).body(made);
  }

  @Operation(operationId = "replaceSecret", summary = "Replace a secret's value or hosts")
  @PutMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> replace(@PathVariable String name, @RequestBody Replaced sent) {
    if (sent.value() == null && sent.hosts() == null) {
      throw Refusal.unsound("/value", "value-length", "Send a new value, hosts or both.");
    }
    var value = sent.value() == null ? null : value(sent.value());
    var hosts = sent.hosts() == null ? null : hosts(sent.hosts());
    if (!transactions.write(tx -> SecretStore.replace(tx, sealer, name, value, hosts))) {
      throw Refusal.notFound("secret", name);
    }
    return ResponseEntity.noContent().build();
  }

  @Operation(operationId = "deleteSecret", summary = "Forget a secret")
  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> remove(@PathVariable String name) {
    if (!transactions.write(tx -> SecretStore.remove(tx, name))) {
      throw Refusal.notFound("secret", name);
    }
    return ResponseEntity.noContent().build();
  }

  private static List<String> hosts(@Nullable List<String> hosts) {
    if (hosts == null) {
      return List.of();
    }
    if (hosts.size() > MOST_HOSTS) {
      throw Refusal.unsound("/hosts", "hosts-too-many", "A secret can have at most 50 hosts.");
    }
    var read = new ArrayList<String>();
    for (int i = 0; i < hosts.size(); i++) {
      var host = Objects.requireNonNullElse(hosts.get(i), "").strip().toLowerCase(Locale.ROOT);
      if (!host.matches(HOST)) {
        throw Refusal.unsound(
            "/hosts/" + i,
            "host-invalid",
            "Enter a host without scheme, port or path, for example api.example.com or"
                + " *.example.com.");
      }
      read.add(host);
    }
    return read.stream().distinct().toList();
  }

  private static String value(@Nullable String value) {
    if (value == null || value.isEmpty() || Texts.length(value) > LONGEST_VALUE) {
      throw Refusal.unsound("/value", "value-length", "A secret must have 1 to 10,000 characters.");
    }
    return value;
  }
}
