package dev.parley.worker.extraction;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts taken apart: sentences, words, and the form in which they are compared. */
final class Sentences {
  private static final Pattern END = Pattern.compile("(?<=[.!?;])\\s+|\\R+");
  private static final Pattern ACCENT = Pattern.compile("\\p{M}+");
  private static final Pattern SPLIT = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int MOST = 12;

  private Sentences() {}

  /** The sentences with at least two words; a text of one sentence has none but itself. */
  static List<String> of(String text) {
    var sentences = new ArrayList<String>();
    for (var sentence : END.split(text, -1)) {
      if (words(sentence).size() >= 2 && sentences.size() < MOST) {
        sentences.add(sentence.strip());
      }
    }
    return sentences;
  }

  /** Without case and accents. */
  static String folded(String text) {
    return ACCENT
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT);
  }

  /** The words of a text, folded. */
  static List<String> words(String text) {
    return SPLIT.splitAsStream(folded(text)).filter(word -> !word.isEmpty()).toList();
  }
}
