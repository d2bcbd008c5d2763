package dev.parley.temporal;

import io.temporal.authorization.AuthorizationTokenSupplier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The key that each request to Temporal carries. A key in a file is read again every few seconds,
 * so that it can be replaced while the service runs.
 */
final class ApiKey implements AuthorizationTokenSupplier {
  private static final String TEXT = "TEMPORAL_API_KEY";
  private static final String FILE = "TEMPORAL_API_KEY_FILE";
  private static final long READ_AGAIN_NANOS = Duration.ofSeconds(10).toNanos();

  private final Optional<Path> file;
  private volatile String key;
  private volatile long readAt = System.nanoTime();

  private ApiKey(Optional<Path> file, String key) {
    this.file = file;
    this.key = key;
  }

  static Optional<ApiKey> of(Variables variables) {
    var file = variables.file(FILE);
    if (file.isEmpty()) {
      return variables.text(TEXT).map(key -> new ApiKey(file, key));
    }
    var key = Variables.content(FILE, file.get()).strip();
    if (key.isEmpty()) {
      throw Variables.bad(FILE, "%s is empty".formatted(file.get()), null);
    }
    return Optional.of(new ApiKey(file, key));
  }

  /** Returns the value of the header. */
  @Override
  public String supply() {
    if (file.isPresent() && System.nanoTime() - readAt > READ_AGAIN_NANOS) {
      readAt = System.nanoTime();
      key = current(file.get()).orElse(key);
    }
    return key;
  }

  /** Returns empty while the file is being replaced. */
  private static Optional<String> current(Path file) {
    try {
      return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "ApiKey[not shown]";
  }
}
