package dev.parley.worker.extraction;

import dev.parley.text.Characters;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Splits texts into sentences and words, and normalizes them for comparison. */
final class Sentences {
  private static final Pattern END = Pattern.compile("(?<=[.!?;])\\s+|\\R+");
  private static final Pattern ACCENT = Pattern.compile("\\p{M}+");
  private static final Pattern SPLIT = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int MOST = 12;
  private static final int LONGEST = 300;
  private static final int LONGEST_TOGETHER = 1_200;

  private Sentences() {}

  /**
   * Returns the first sentences with at least two words, limited to what a model reads in well
   * under a second; empty for a text of one sentence.
   */
  static List<String> of(String text) {
    var sentences = new ArrayList<String>();
    int together = 0;
    for (var part : END.split(text, -1)) {
      var sentence = Characters.start(part.strip(), LONGEST);
      if (words(sentence).size() >= 2) {
        together += sentence.length();
        if (sentences.size() == MOST || together > LONGEST_TOGETHER) {
          break;
        }
        sentences.add(sentence);
      }
    }
    return sentences;
  }

  /** Removes case and accents. */
  static String folded(String text) {
    return ACCENT
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT);
  }

  /** Returns the words of a text, normalized. */
  static List<String> words(String text) {
    return SPLIT.splitAsStream(folded(text)).filter(word -> !word.isEmpty()).toList();
  }
}
