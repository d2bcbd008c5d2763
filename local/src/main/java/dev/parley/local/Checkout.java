package dev.parley.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder in which Parley was built. */
final class Checkout {
  private Checkout() {}

  /** Returns the nearest enclosing folder that contains the project. */
  static Path root() {
    var start = Path.of("").toAbsolutePath();
    for (var folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("mvnw")) && Files.isDirectory(folder.resolve("worker"))) {
        return folder;
      }
    }
    throw new IllegalStateException("%s (expected: inside a checkout of Parley)".formatted(start));
  }
}
