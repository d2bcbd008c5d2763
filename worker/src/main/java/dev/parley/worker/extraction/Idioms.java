package dev.parley.worker.extraction;

import java.util.List;
import java.util.regex.Pattern;

/** Idioms that mean the opposite of their words, with plain replacements. */
final class Idioms {
  private record Idiom(Pattern said, String meant) {}

  private static final List<Idiom> IDIOMS =
      List.of(
          idiom("\\b(?:without (?:a |any )?doubt|no doubt)\\b", "definitely"),
          idiom(
              "\\b(?:couldn['’]?t|can['’]?t|cannot|(?:could|can) (?:not|hardly|scarcely)) be"
                  + " (?:any |much )?better\\b",
              "is excellent"),
          idiom("\\b(?:could|should) be (?:a lot |much )?better\\b", "is not good"),
          idiom("\\bnever (?:before )?((?:\\w{1,20} ){0,2}(?:such|so) )", "$1"),
          idiom("(?:\\bnot|n['’]t) (?:too |so |that |half )?bad(?: at all)?\\b", " very good"),
          idiom("\\bno (?:problems?|worries|complaints|issues)\\b", "all good"),
          idiom("\\b(?:can['’]?t|cannot|can not) wait\\b", "excited"),
          idiom("\\b(?:can['’]?t|cannot|can not) complain\\b", "satisfied"),
          idiom("\\bnot only\\b", ""));

  private Idioms() {}

  private static Idiom idiom(String said, String meant) {
    return new Idiom(Pattern.compile(said, Pattern.CASE_INSENSITIVE), meant);
  }

  /** Returns the text with idioms replaced. */
  static String plain(String text) {
    var plain = text;
    for (var idiom : IDIOMS) {
      plain = idiom.said().matcher(plain).replaceAll(idiom.meant());
    }
    return plain;
  }
}
