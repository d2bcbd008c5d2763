package dev.parley.codegen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jooq.Constants;

/** A hash of the generated classes' inputs: the migrations, jOOQ's version and this generator. */
final class Fingerprint {
  private Fingerprint() {}

  static String of(Path migrations) throws IOException {
    var digest = sha256();
    add(digest, Constants.FULL_VERSION);
    try (var generator = GenerateDb.class.getResourceAsStream("GenerateDb.class")) {
      if (generator != null) {
        digest.update(generator.readAllBytes());
      }
    }
    try (var files = Files.list(migrations)) {
      for (var file : files.sorted().toList()) {
        add(digest, file.getFileName().toString());
        digest.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
