package dev.parley.api.security;

import com.google.common.hash.Hashing;
import dev.parley.api.ApiConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The administrator's key in {@code <home>/api-key}. The file is read on each use, since it may be
 * created or replaced at any time.
 */
@Component
public class AdminKeyFile {
  private final Path file;

  AdminKeyFile(ApiConfig config) {
    file = config.home().resolve("api-key");
  }

  /** Returns the hash of the key in the file; empty if there is none. */
  public Optional<byte[]> hash() {
    try {
      var admin = Files.readString(file).strip();
      return admin.isEmpty() ? Optional.empty() : Optional.of(hash(admin));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns true if this is the key in the file; compares in constant time. */
  public boolean contains(String key) {
    return hash().filter(admin -> MessageDigest.isEqual(admin, hash(key))).isPresent();
  }

  /** Returns the form in which keys and tokens are stored: they have too much entropy to guess. */
  public static byte[] hash(String secret) {
    return Hashing.sha256().hashString(secret, StandardCharsets.UTF_8).asBytes();
  }
}
