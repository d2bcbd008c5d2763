package dev.parley.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code docs/performance.md}: what a section has measured replaces what stood there of it. All
 * else is read again when it is written and stays as it is: what others measured meanwhile, and
 * what was written by hand.
 */
final class Report {
  private static final Path DOCUMENT = Path.of("docs/performance.md");

  private Report() {}

  static void write(String section, String figures) throws IOException {
    Files.writeString(DOCUMENT, with(Files.readString(DOCUMENT), section, figures));
  }

  /**
   * The document with these figures between the marks of the section, at its end if it has none.
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
