package dev.parley.template.value;

/** The words {@code empty} and {@code blank}, which only mean something in comparisons. */
public enum LiquidWord {
  EMPTY,
  BLANK
}
