package dev.parley.template.value;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The remaining work of one rendering, counted by operations and by the characters and elements
 * that are compared, searched or copied. Operations charge before they work.
 */
public final class LiquidWork {
  /** In characters; about a tenth of a second on one core, whatever the operations are. */
  private static final long MOST = 6_400_000;

  private static final int OPERATION = 64;
  private static final int ELEMENT = 16;

  private long done;

  /** Charges one operation over that many characters; aborts a template that exceeds its limit. */
  public void spend(long characters) {
    add(OPERATION + characters);
  }

  private void add(long characters) {
    done += characters;
    if (done > MOST) {
      throw new TemplateException(
          "template-too-much-work",
          "The template takes too long. Use shorter texts or lists, or fewer filters and"
              + " loops.");
    }
  }

  /** Charges one operation over everything that a value contains, at any depth. */
  public void spendOn(@Nullable Object value) {
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

  /** Charges one more part of a text or element of a list. */
  public void spendOnPart() {
    add(ELEMENT);
  }

  /** Charges one operation over the elements of a list, without their contents. */
  public void spendOnList(Collection<?> list) {
    spend((long) ELEMENT * list.size());
  }

  /** Returns the share of the allowed work that is used up, from 0 to 1. */
  public double share() {
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
