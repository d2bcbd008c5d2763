package dev.parley.worker;

import dev.parley.execution.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The name that Temporal knows a worker's code by: its version, and the beginning of a digest of
 * the jars that hold workflow code, which tells two builds of one version apart.
 */
final class BuildId {
  private static final int DIGITS = 8;

  private BuildId() {}

  /**
   * Returns the chosen name or, when that is blank, the one of this code; {@code development} when
   * it does not run from jars.
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
      var digest = MessageDigest.getInstance("SHA-256");
      for (var jar : jars) {
        digest.update(Files.readAllBytes(jar));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
