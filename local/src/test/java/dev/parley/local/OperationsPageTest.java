package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.execution.FailureType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/operations.md} names the metrics, failures and log lines that the code has. */
class OperationsPageTest {
  private static final Pattern METRIC = Pattern.compile("\\bparley_[a-z_]+");
  private static final Pattern METER = Pattern.compile("\"(parley(?:\\.[a-z]+)+)\"");

  private static final Pattern OWN_TEXT =
      Pattern.compile("LOG\\.(?:warn|error)\\([^;]*\\be\\.toString\\(\\)[^;]*;");

  private final Page page = Page.read(Path.of("docs/operations.md"));
  private final String code =
      Sources.code()
          .filter(file -> file.toString().contains("/src/main/java/"))
          .map(Sources::text)
          .collect(Collectors.joining("\n"));

  @Test
  void everyMetricIsMeasured() {
    var measured = found(METER, code, 1).map(name -> name.replace('.', '_')).toList();
    assertThat(
            found(METRIC, page.text(), 0)
                .filter(name -> measured.stream().noneMatch(meter -> isOf(meter, name))))
        .as("metrics that no code measures")
        .isEmpty();
  }

  /** Prometheus adds the unit or what is counted to the name. */
  private static boolean isOf(String meter, String metric) {
    return metric.matches(Pattern.quote(meter) + "(_total|_seconds)?");
  }

  /** An exception's own text may quote an SQL statement in full, or a value. */
  @Test
  void noLineOfTheLogIsAnExceptionsOwnText() {
    assertThat(found(OWN_TEXT, code, 0)).isEmpty();
  }

  @Test
  void everyFailureTypeHasARow() {
    var table = page.text().substring(page.text().indexOf("## Failure types"));
    assertThat(Arrays.stream(FailureType.values()).map(type -> "| `" + type.wire() + "` |"))
        .allSatisfy(row -> assertThat(table).contains(row));
  }

  @Test
  void everyLogLineIsWritten() {
    var from = page.text().indexOf("| the log says |");
    var table = page.text().substring(from, page.text().indexOf("\n\n", from));
    var lines = table.lines().skip(2).map(row -> row.split("`", -1)[1]).toList();
    assertThat(lines).hasSizeGreaterThan(5);
    assertThat(
            lines.stream()
                .flatMap(OperationsPageTest::literals)
                .filter(text -> !code.contains(text)))
        .as("log lines that no code writes")
        .isEmpty();
  }

  /** Returns the parts of a line between its gaps. */
  private static Stream<String> literals(String line) {
    return Arrays.stream(line.split("…", -1)).map(String::strip).filter(part -> part.length() > 2);
  }

  private static Stream<String> found(Pattern pattern, String text, int group) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(group));
  }
}
