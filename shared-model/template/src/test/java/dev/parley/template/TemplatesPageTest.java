package dev.parley.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.template.filter.LiquidFilters;
import dev.parley.template.syntax.LiquidParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that {@code docs/templates.md} lists exactly the supported names. */
class TemplatesPageTest {
  private static String section(String title) throws IOException {
    var page = Files.readString(Path.of("../../docs/templates.md"));
    var begins = page.indexOf("\n## " + title + "\n");
    assertThat(begins).as(title).isPositive();
    var ends = page.indexOf("\n## ", begins + 4);
    return page.substring(begins, ends < 0 ? page.length() : ends);
  }

  private static Stream<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1));
  }

  @Test
  void itNamesEachFilter() throws IOException {
    var told = new TreeSet<String>();
    section("Filters")
        .lines()
        .filter(line -> line.startsWith("| "))
        .flatMap(line -> found("`(\\w+)`", line))
        .forEach(told::add);
    assertThat(told).isEqualTo(new TreeSet<>(LiquidFilters.names()));
  }

  @Test
  void itNamesEachTag() throws IOException {
    var told = new TreeSet<String>();
    found("\\{% (\\w+)", section("Tags")).forEach(told::add);
    assertThat(told).isEqualTo(new TreeSet<>(LiquidParser.TAGS));
  }
}
