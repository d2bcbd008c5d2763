package dev.parley.api.security;

import com.google.common.hash.Hashing;
import dev.parley.api.ApiConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Validates keys: those in the store, and that of the local mode in {@code <home>/api-key}. The
 * latter is read on each use, since it may be created or replaced at any time, and compared by hash
 * in constant time.
 */
@Component
class ApiKeys {
  private final Path file;
  private final ApiKeyStore store;

  ApiKeys(ApiConfig config, ApiKeyStore store) {
    this.store = store;
    file = config.home().resolve("api-key");
  }

  /** Returns the caller with this key. */
  Optional<Caller> caller(String key) {
    return isAdmin(key)
        ? Optional.of(new Caller(null, "API key", null, List.of(Scope.ADMIN.wire())))
        : store
            .holder(key)
            .map(holder ->
                new Caller(
                    UUID.fromString(holder.id()),
                    "API key " + holder.name(),
                    null,
                    holder.scopes().stream().map(Scope::wire).toList()));
  }

  private boolean isAdmin(String key) {
    return admin().filter(admin -> MessageDigest.isEqual(admin, hash(key))).isPresent();
  }

  /** Returns the hash of the key in the file; empty if there is none. */
  Optional<byte[]> admin() {
    try {
      var admin = Files.readString(file).strip();
      return admin.isEmpty() ? Optional.empty() : Optional.of(hash(admin));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static byte[] hash(String secret) {
    return Hashing.sha256().hashString(secret, StandardCharsets.UTF_8).asBytes();
  }
}
