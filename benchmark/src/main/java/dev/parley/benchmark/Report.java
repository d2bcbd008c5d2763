package dev.parley.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code docs/performance.md}: what a section has measured replaces what stood there of it, and the
 * other sections stay as an earlier run left them.
 */
final class Report {
  private static final Path DOCUMENT = Path.of("docs/performance.md");
  private static final Path NOTES = Path.of("benchmark/notes.md");

  private Report() {}

  static void write(List<String> sections, String measured, String figures) throws IOException {
    var known = Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "";
    var text = new StringBuilder();
    text.append(head());
    if (Files.exists(NOTES)) {
      text.append(Files.readString(NOTES)).append('\n');
    }
    for (var section : sections) {
      var part = section.equals(measured) ? figures : part(known, section);
      text.append(begin(section)).append(part.strip()).append('\n').append(end(section));
    }
    Files.writeString(DOCUMENT, text.toString().stripTrailing() + "\n");
  }

  private static String head() {
    return """
    # Performance

    Measured, not estimated. `benchmark/run` builds the product, starts installations of its own,
    measures and writes this page; sections can be named, for example `benchmark/run intake flat`.
    `cd ui && npm run figures` does the same for the dashboard. Each section says when it was
    measured, on what and how busy the machine was.

    Everything runs on one machine: sender, api, worker, Temporal and PostgreSQL share its cores. The
    absolute figures are those of that machine; the ratios are what to look at. What is compared runs
    in turn within one run, and a ratio is the geometric mean over the rounds with its 95 % interval
    (Student's t on the logarithms of the ratios of each round).

    """;
  }

  private static String part(String document, String section) {
    var pattern = Pattern.quote(begin(section)) + "(.*?)" + Pattern.quote(end(section));
    var found = Pattern.compile(pattern, Pattern.DOTALL).matcher(document);
    return found.find() ? found.group(1) : "## " + section + "\n\nNot measured yet.\n";
  }

  private static String begin(String section) {
    return "<!-- begin " + section + " -->\n";
  }

  private static String end(String section) {
    return "<!-- end " + section + " -->\n\n";
  }
}
