package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table in a page whose rows follow from the code.
 *
 * @param page relative to the root of the repository
 * @param header its first line
 * @param rows the lines below its second line, as they must be
 */
record DerivedTable(Path page, String header, List<String> rows) {
  private static final String REFRESH =
      "./mvnw test -pl local -am -Dui.skip -Dtest=AlertsTest,EventsPageTest,GuideTest -Dpages.refresh"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  /** Fails unless the page has exactly these rows; with {@code -Dpages.refresh}, writes them. */
  void check() throws IOException {
    var file = Checkout.root().resolve(page);
    var lines = Files.readAllLines(file);
    var first = lines.indexOf(header) + 2;
    assertThat(first).as("the line \"%s\" in %s", header, page).isGreaterThan(1);
    var end = first;
    while (end < lines.size() && lines.get(end).startsWith("|")) {
      end++;
    }
    var present = List.copyOf(lines.subList(first, end));
    if (System.getProperty("pages.refresh") != null) {
      var after = lines.subList(end, lines.size());
      var all = Stream.of(lines.subList(0, first), rows, after).flatMap(List::stream).toList();
      Files.write(file, all);
      return;
    }
    assertThat(present).as("a table in %s; refresh it with: %s", page, REFRESH).isEqualTo(rows);
  }
}
