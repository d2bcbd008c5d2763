package dev.parley.worker;

import com.google.common.hash.Hashing;
import dev.parley.execution.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The build id under which Temporal knows a worker's code: its version, and a prefix of a digest of
 * the jars with workflow code, which distinguishes builds of the same version.
 */
final class BuildId {
  private static final int DIGITS = 8;

  private BuildId() {}

  /**
   * Returns the configured name or, if that is blank, the computed one; {@code development} if the
   * code does not run from jars.
   */
  static String of(String chosen) {
    if (!chosen.isBlank()) {
      return chosen.strip();
    }
    var version = BuildId.class.getPackage().getImplementationVersion();
    var jars = List.of(place(BuildId.class), place(Contract.class));
    return version == null || !jars.stream().allMatch(Files::isRegularFile)
        ? "development"
        : version + "-" + digest(jars);
  }

  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String digest(List<Path> jars) {
    try {
      var hasher = Hashing.sha256().newHasher();
      for (var jar : jars) {
        hasher.putBytes(Files.readAllBytes(jar));
      }
      return hasher.hash().toString().substring(0, DIGITS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
