package dev.parley.api.security;

import dev.parley.api.ApiConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.springframework.stereotype.Component;

/**
 * The key of local mode, in {@code <home>/api-key}. It is read when it is asked for, since it may
 * be made or replaced while we run, and compared by hash in constant time.
 */
@Component
class ApiKeys {
  private final Path file;

  ApiKeys(ApiConfig config) {
    file = config.home().resolve("api-key");
  }

  boolean isAdmin(String key) {
    try {
      var admin = Files.readString(file).strip();
      return !admin.isEmpty() && MessageDigest.isEqual(hash(admin), hash(key));
    } catch (IOException e) {
      return false;
    }
  }

  static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
