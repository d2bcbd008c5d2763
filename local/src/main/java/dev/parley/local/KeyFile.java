package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** A secret of this machine in a file that only its owner can read. */
record KeyFile(Path path) {
  private static final int RANDOM_BYTES = 32;

  String readOrCreate(String prefix) {
    try {
      if (!Files.exists(path)) {
        create(prefix);
      }
      return Files.readString(path).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void create(String prefix) throws IOException {
    var bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    var key = prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    try (var channel =
        Files.newByteChannel(
            unfinished,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(StandardCharsets.UTF_8.encode(key + "\n"));
    }
    Files.move(unfinished, path);
  }
}
