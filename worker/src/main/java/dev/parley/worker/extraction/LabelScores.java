package dev.parley.worker.extraction;

import dev.parley.extraction.Findings.FoundLabel;
import dev.parley.extraction.Wanted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Scores labels by similarity: that of the message, or of its best sentence, to the label's name
 * and description, minus what the message has in common with anything a customer may write.
 */
final class LabelScores {
  /** Sentences for comparison, so that a message without a topic is close to no label. */
  private static final List<String> BACKGROUND =
      List.of(
          "Greeting: says hello or goodbye",
          "Question: asks for something",
          "Request: wants something to be done",
          "Other: anything else a customer writes about");

  private static final Set<String> EVERYWHERE =
      Set.of(
          "about",
          "another",
          "asks",
          "before",
          "customer",
          "from",
          "something",
          "their",
          "them",
          "they",
          "this",
          "that",
          "want",
          "wants",
          "where",
          "with",
          "your",
          "cannot",
          "question",
          "questions",
          "wish",
          "wishes",
          "have",
          "will",
          "would",
          "into",
          "when",
          "what",
          "which");
  private static final List<String> ENDINGS =
      List.of("ations", "ation", "ings", "ing", "ments", "ment", "ed", "es", "s", "e");
  private static final double IN_COMMON = 0.5;
  private static final double SAME_WORD = 0.05;
  private static final int STEM = 7;

  private final Embeddings embeddings;

  LabelScores(Embeddings embeddings) {
    this.embeddings = embeddings;
  }

  /**
   * Returns all labels, best first; none for a message without a topic.
   *
   * @param meaning the vector of the whole text
   */
  List<FoundLabel> of(String text, float[] meaning, List<Wanted.Label> labels) {
    if (SmallTalk.is(text)) {
      return List.of();
    }
    var parts = new ArrayList<float[]>();
    parts.add(meaning);
    var sentences = Sentences.of(text);
    if (sentences.size() > 1) {
      sentences.forEach(sentence -> parts.add(embeddings.of(sentence)));
    }
    var stems = stems(text);
    var alike = labels.stream().mapToDouble(label -> alike(parts, described(label))).toArray();
    var others = BACKGROUND.stream().mapToDouble(other -> alike(parts, other)).toArray();
    var common =
        DoubleStream.concat(Arrays.stream(alike), Arrays.stream(others)).average().orElse(0);
    var found = new ArrayList<FoundLabel>();
    for (int i = 0; i < alike.length; i++) {
      var label = labels.get(i);
      var shared = stems(described(label));
      shared.retainAll(stems);
      // The model knows words in Latin letters: for others, only identical words are evidence.
      var told = !shared.isEmpty() || (isLatin(text) && isLatin(described(label)));
      var score = told ? alike[i] - IN_COMMON * common + SAME_WORD * Math.min(shared.size(), 2) : 0;
      found.add(new FoundLabel(label, Math.clamp(score, 0, 1)));
    }
    found.sort(Comparator.comparingDouble(FoundLabel::confidence).reversed());
    return found;
  }

  /** Returns true if most letters of a text are Latin. */
  private static boolean isLatin(String text) {
    var letters = text.codePoints().filter(Character::isLetter).toArray();
    var latin =
        Arrays.stream(letters)
            .filter(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN)
            .count();
    return latin * 2 > letters.length;
  }

  private double alike(List<float[]> parts, String description) {
    var meaning = embeddings.ofKnown(description);
    return parts.stream().mapToDouble(part -> Embeddings.likeness(part, meaning)).max().orElse(0);
  }

  private static String described(Wanted.Label label) {
    return label.description().isBlank() ? label.name() : label.name() + ": " + label.description();
  }

  private static Set<String> stems(String text) {
    return Sentences.words(text).stream()
        .filter(word -> word.length() > 3 && !EVERYWHERE.contains(word))
        .map(LabelScores::stem)
        .collect(Collectors.toSet());
  }

  private static String stem(String word) {
    var stem = word;
    for (var ending : ENDINGS) {
      if (word.endsWith(ending) && word.length() - ending.length() >= 4) {
        stem = word.substring(0, word.length() - ending.length());
        break;
      }
    }
    return stem.length() > STEM ? stem.substring(0, STEM) : stem;
  }
}
