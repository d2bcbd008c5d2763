package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Migrations that databases have run never change: Flyway would refuse those databases. {@code
 * migrations.txt} lists them with their digests, and new ones are numbered after them. With {@code
 * -Dmigrations.freeze} the test adds what is not listed yet, as each release does.
 */
class MigrationsTest {
  private static final Path FROZEN = Path.of("local/src/test/resources/migrations.txt");
  private static final Pattern NAME = Pattern.compile("V(\\d+)__[a-z_]+\\.sql");

  private static Map<String, String> digests() {
    return Sources.all().stream()
        .filter(file -> file.toString().matches(".*/src/main/.*db/migration/V.*"))
        .collect(
            Collectors.toMap(
                file -> file.getFileName().toString(),
                MigrationsTest::digest,
                (first, second) -> {
                  throw new AssertionError("two migrations of one name");
                },
                TreeMap::new));
  }

  private static String digest(Path file) {
    try {
      var text = Sources.text(file).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> frozen() {
    return Sources.text(FROZEN)
        .lines()
        .map(line -> line.split(" ", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  private static int number(String name) {
    var match = NAME.matcher(name);
    assertThat(match.matches()).as("%s (expected: V1__subject.sql)", name).isTrue();
    return Integer.parseInt(match.group(1));
  }

  @Test
  void whatDatabasesHaveRunIsUnchanged() throws IOException {
    var now = digests();
    if (System.getProperty("migrations.freeze") != null) {
      var lines =
          now.entrySet().stream()
              .sorted(Comparator.comparingInt(entry -> number(entry.getKey())))
              .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
              .collect(Collectors.joining());
      Files.writeString(Checkout.root().resolve(FROZEN), lines);
    }
    assertThat(now)
        .as("migrations; add another one instead of changing these")
        .containsAllEntriesOf(frozen());
  }

  /** Numbers up to 90 are those of the migrations that were folded (FoldedMigrations). */
  @Test
  void newMigrationsFollow() {
    var frozen = frozen();
    var last =
        Math.max(90, frozen.keySet().stream().mapToInt(MigrationsTest::number).max().orElseThrow());
    var numbers = digests().keySet().stream().map(MigrationsTest::number).toList();
    assertThat(numbers).doesNotHaveDuplicates();
    assertThat(digests().keySet().stream().filter(name -> !frozen.containsKey(name)))
        .allSatisfy(name -> assertThat(number(name)).as(name).isGreaterThan(last));
  }
}
