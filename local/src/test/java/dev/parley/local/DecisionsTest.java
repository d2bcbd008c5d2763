package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Decision records are numbered, dated and have a status, and the index lists all of them. */
class DecisionsTest {
  private static final Path FOLDER = Path.of("docs/decisions");
  private static final Pattern NAME = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");
  private static final Pattern FORM =
      Pattern.compile(
          """
          # (\\d+)\\. (.+)

          - Date: (\\d{4}-\\d{2}-\\d{2})
          - Status: (accepted|superseded by \\[decision \\d+]\\(\\d{4}-[a-z0-9-]+\\.md\\))

          ## Context

          [^#].*
          ## Decision

          .*
          ## Consequences

          [^#].*\
          """,
          Pattern.DOTALL);

  static Stream<Path> records() {
    return Sources.all().stream()
        .filter(file -> file.startsWith(FOLDER) && !file.endsWith("README.md"))
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("records")
  void aRecordHasTheForm(Path file) {
    var name = NAME.matcher(file.getFileName().toString());
    assertThat(name.matches()).as("%s (expected: 0001-subject.md)", file).isTrue();
    var record = FORM.matcher(Sources.text(file));
    assertThat(record.matches())
        .as("%s (expected: number and title, date, status, context, decision, consequences)", file)
        .isTrue();
    assertThat(Integer.parseInt(record.group(1))).isEqualTo(Integer.parseInt(name.group(1)));
    assertThat(LocalDate.parse(record.group(3))).isAfter("2026-11-23");
  }

  @Test
  void numbersAreConsecutive() {
    assertThat(
            records().map(file -> Integer.parseInt(file.getFileName().toString().substring(0, 4))))
        .isEqualTo(IntStream.rangeClosed(1, (int) records().count()).boxed().toList());
  }

  @Test
  void theIndexListsEveryRecord() {
    var rows =
        Sources.text(FOLDER.resolve("README.md"))
            .lines()
            .filter(line -> line.matches("\\| \\d.*"))
            .toList();
    assertThat(rows).isEqualTo(records().map(DecisionsTest::row).toList());
  }

  private static String row(Path file) {
    var record = FORM.matcher(Sources.text(file));
    if (!record.matches()) {
      throw new AssertionError(file.toString());
    }
    return "| %s | [%s](%s) | %s | %s |"
        .formatted(
            record.group(1), record.group(2), file.getFileName(), record.group(3), record.group(4));
  }

  @Test
  void anotherFormIsRefused() {
    var text = Sources.text(records().toList().getFirst());
    assertThat(FORM.matcher(text).matches()).isTrue();
    for (var missing : List.of("- Date: ", "- Status: ", "## Context", "## Consequences")) {
      assertThat(FORM.matcher(text.replace(missing, "")).matches()).as(missing).isFalse();
    }
  }
}
