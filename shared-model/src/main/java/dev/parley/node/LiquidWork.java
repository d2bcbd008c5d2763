package dev.parley.node;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The work one rendering may still do, counted by what it does: each operation, and each character
 * and element that is compared, searched or copied. Operations ask before they work.
 */
final class LiquidWork {
  /** Of characters; about a tenth of a second on one core, whatever they are spent on. */
  private static final long MOST = 6_400_000;

  private static final int OPERATION = 64;
  private static final int ELEMENT = 16;

  private long done;

  /** Counts one operation over so many characters; ends a template that works too long. */
  void spend(long characters) {
    add(OPERATION + characters);
  }

  private void add(long characters) {
    done += characters;
    if (done > MOST) {
      throw new TemplateException(
          "template-too-much-work",
          "The template does too much work. Use shorter texts or lists, or fewer filters and"
              + " loops.");
    }
  }

  /** Counts one operation over everything that a value holds, however deep. */
  void spendOn(@Nullable Object value) {
    switch (value) {
      case String text -> spend(text.length());
      case LiquidValues.Ready ready -> spend(ready.text().length());
      case Collection<?> list -> {
        spend((long) ELEMENT * list.size());
        list.forEach(this::spendOnElement);
      }
      case Map<?, ?> map -> {
        spend((long) ELEMENT * map.size());
        map.forEach((name, held) -> spendOnElement(held));
      }
      case null, default -> spend(0);
    }
  }

  /** Counts one more part of a text, or element of a list, that is made. */
  void spendOnPart() {
    add(ELEMENT);
  }

  /** Counts one operation over the elements of a list and not what they hold. */
  void spendOnList(Collection<?> list) {
    spend((long) ELEMENT * list.size());
  }

  /** How much has been done of all that may be done, from 0 to 1. */
  double share() {
    return Math.min(1, (double) done / MOST);
  }

  private void spendOnElement(@Nullable Object element) {
    switch (element) {
      case String text -> add(text.length());
      case Collection<?> list -> spendOn(list);
      case Map<?, ?> map -> spendOn(map);
      case null, default -> {}
    }
  }
}
