package dev.parley.api.security;

import dev.parley.api.ApiConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.springframework.stereotype.Component;

/** The key of local mode, read from {@code <home>/api-key}; compared by hash in constant time. */
@Component
class ApiKeys {
  private final byte[] admin;

  ApiKeys(ApiConfig config) {
    var file = config.home().resolve("api-key");
    try {
      admin = Files.exists(file) ? hash(Files.readString(file).strip()) : new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException("api key " + file, e);
    }
  }

  boolean isAdmin(String key) {
    return admin.length > 0 && MessageDigest.isEqual(admin, hash(key));
  }

  static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
