package dev.parley.worker.extraction;

import dev.parley.extraction.Wanted;
import dev.parley.worker.extraction.FieldText.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds one of a list of choices: spelled exactly, or with one wrong letter in a longer word. */
final class Choices {
  private static final int LONG_WORD = 6;
  private static final Set<String> WISHES =
      Set.of(
          "need",
          "want",
          "like",
          "prefer",
          "exchange",
          "swap",
          "change",
          "instead",
          "send",
          "get",
          "into",
          "wish",
          "rather",
          "order",
          "take",
          "have",
          "available");

  private Choices() {}

  private record Named(String choice, int from, int to, boolean exact) {}

  static Optional<Value> find(FieldText message, Wanted.Field field) {
    var words = Sentences.words(message.text());
    var named = new ArrayList<Named>();
    for (var choice : field.choices()) {
      var wanted = Sentences.words(choice);
      int at = Collections.indexOfSubList(words, wanted);
      if (!wanted.isEmpty() && at >= 0) {
        named.add(new Named(choice, at, at + wanted.size(), true));
      } else if (wanted.size() == 1 && wanted.getFirst().length() >= LONG_WORD) {
        misspelt(words, wanted.getFirst())
            .ifPresent(place -> named.add(new Named(choice, place, place + 1, false)));
      }
    }
    named.removeIf(one ->
        named.stream()
            .anyMatch(other ->
                other.from() <= one.from()
                    && other.to() >= one.to()
                    && other.to() - other.from() > one.to() - one.from()));
    if (named.size() > 1) {
      return named.stream()
          .filter(one -> isWished(words, one, named))
          .min(Comparator.comparingInt(Named::from))
          .map(one -> new Value(one.choice(), 0.6));
    }
    return named.stream().findFirst().map(one -> new Value(one.choice(), one.exact() ? 0.9 : 0.6));
  }

  /** A wish comes before it and after any other choice. */
  private static boolean isWished(List<String> words, Named one, List<Named> named) {
    int from =
        named.stream()
            .filter(other -> other.to() <= one.from())
            .mapToInt(Named::to)
            .max()
            .orElse(0);
    return words.subList(from, one.from()).stream().anyMatch(WISHES::contains)
        || (one.to() < words.size() && words.get(one.to()).equals("instead"));
  }

  private static Optional<Integer> misspelt(List<String> words, String wanted) {
    for (int i = 0; i < words.size(); i++) {
      if (oneApart(words.get(i), wanted)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** Returns true if the words differ by one substitution, deletion, insertion or transposition. */
  static boolean oneApart(String a, String b) {
    int start = 0;
    while (start < Math.min(a.length(), b.length()) && a.charAt(start) == b.charAt(start)) {
      start++;
    }
    var left = a.substring(start);
    var right = b.substring(start);
    return switch (left.length() - right.length()) {
      case 0 ->
          left.length() > 0
              && (left.substring(1).equals(right.substring(1))
                  || (left.length() > 1
                      && left.charAt(0) == right.charAt(1)
                      && left.charAt(1) == right.charAt(0)
                      && left.substring(2).equals(right.substring(2))));
      case 1 -> left.substring(1).equals(right);
      case -1 -> left.equals(right.substring(1));
      default -> false;
    };
  }
}
