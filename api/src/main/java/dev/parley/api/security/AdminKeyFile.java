package dev.parley.api.security;

import com.google.common.hash.Hashing;
import dev.parley.api.ApiConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The administrator's key in {@code <home>/api-key}. The file is read on each use, since it may be
 * created or replaced at any time. A key that could be guessed counts as none.
 */
@Component
public class AdminKeyFile {
  private static final Logger LOG = LoggerFactory.getLogger(AdminKeyFile.class);
  private static final int SHORTEST = 16;

  private final Path file;

  @Autowired
  AdminKeyFile(ApiConfig config) {
    this(config.home().resolve("api-key"));
    if (read().filter(key -> !isLongEnough(key)).isPresent()) {
      LOG.error("The key in {} is ignored: it has fewer than {} characters.", file, SHORTEST);
    }
  }

  AdminKeyFile(Path file) {
    this.file = file;
  }

  /** Returns the hash of the key in the file; empty if there is none, or none that is safe. */
  public Optional<byte[]> hash() {
    return read().filter(AdminKeyFile::isLongEnough).map(AdminKeyFile::hash);
  }

  private static boolean isLongEnough(String key) {
    return key.length() >= SHORTEST;
  }

  private Optional<String> read() {
    try {
      return Optional.of(Files.readString(file).strip()).filter(key -> !key.isEmpty());
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
