package dev.parley.execution;

import dev.parley.text.Characters;

/** Summaries for Temporal, which limits each to 400 bytes, including JSON encoding. */
public final class Summary {
  private static final int MOST_BYTES = 340;

  private Summary() {}

  /** Returns the text, truncated to fit. */
  public static String of(String text) {
    return of(text, "");
  }

  /**
   * Returns the text followed by the rest, truncating only the text.
   *
   * @param rest short
   */
  public static String of(String text, String rest) {
    var room = MOST_BYTES - bytes(rest);
    if (bytes(text) <= room) {
      return text + rest;
    }
    room -= bytes("…");
    var end = 0;
    for (var at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      room -= bytes(text.codePointAt(at));
      if (room < 0) {
        break;
      }
      end = text.offsetByCodePoints(at, 1);
    }
    return Characters.start(text, text.codePointCount(0, end)) + "…" + rest;
  }

  private static int bytes(String text) {
    return text.codePoints().map(Summary::bytes).sum();
  }

  /** Returns the bytes in a JSON string of UTF-8; an unpaired surrogate is written as an escape. */
  private static int bytes(int codePoint) {
    if (codePoint < 0x20 || (codePoint >= 0xd800 && codePoint <= 0xdfff)) {
      return 6;
    }
    if (codePoint < 0x80) {
      return codePoint == '"' || codePoint == '\\' ? 2 : 1;
    }
    return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }
}
