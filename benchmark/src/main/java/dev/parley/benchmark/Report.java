package dev.parley.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code docs/performance.md}: new figures of a section replace its previous ones. The rest of the
 * document is read again before writing and stays unchanged: other measurements and hand-written
 * text.
 */
final class Report {
  private static final Path DOCUMENT = Path.of("docs/performance.md");

  private Report() {}

  static void write(String section, String figures) throws IOException {
    Files.writeString(DOCUMENT, with(Files.readString(DOCUMENT), section, figures));
  }

  /**
   * Returns the document with these figures between the section's markers, or at its end without
   * markers.
   */
  static String with(String document, String section, String figures) {
    var begin = "<!-- begin " + section + " -->";
    var end = "<!-- end " + section + " -->";
    var part = begin + "\n" + figures.strip() + "\n" + end;
    var place =
        Pattern.compile(Pattern.quote(begin) + ".*?" + Pattern.quote(end), Pattern.DOTALL)
            .matcher(document);
    return place.find()
        ? place.replaceFirst(Matcher.quoteReplacement(part))
        : document.stripTrailing() + "\n\n" + part + "\n";
  }
}
