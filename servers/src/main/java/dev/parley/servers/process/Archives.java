package dev.parley.servers.process;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks archives without the system's tar and xz, which a minimal machine may lack. */
public final class Archives {
  private Archives() {}

  /** Unpacks a decompressed archive; entries that point outside are rejected. */
  public static void untar(InputStream decompressed, Path target) throws IOException {
    try (var tar = new TarArchiveInputStream(new BufferedInputStream(decompressed))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var path = inside(target, target, entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(parent(path));
          write(tar, entry, target, path);
        }
      }
    }
  }

  /** Deletes a folder with everything in it, if it is there. */
  public static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (var paths = Files.walk(root)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static void write(
      TarArchiveInputStream tar, TarArchiveEntry entry, Path target, Path path) throws IOException {
    if (entry.isSymbolicLink()) {
      inside(target, parent(path), entry.getLinkName());
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isFile()) {
      Files.copy(tar, path);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static Path inside(Path target, Path from, String name) throws IOException {
    var path = from.resolve(name).normalize();
    if (!path.startsWith(target.normalize())) {
      throw new IOException("archive entry %s (expected: inside the archive)".formatted(name));
    }
    return path;
  }

  private static Path parent(Path path) throws IOException {
    var parent = path.getParent();
    if (parent == null) {
      throw new IOException("archive entry %s (expected: inside a folder)".formatted(path));
    }
    return parent;
  }
}
