package dev.parley.node;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object whose names people have chosen, such as custom fields or the steps of a workflow. In it
 * "size", "first" and "last" are names like all others and never words of the template language.
 */
public final class Names extends AbstractMap<String, @Nullable Object> {
  private final Map<String, ? extends @Nullable Object> values;

  /** Names with their values. */
  public Names(Map<String, ? extends @Nullable Object> values) {
    this.values = values;
  }

  @Override
  @SuppressWarnings("unchecked") // It is only read.
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return ((Map<String, @Nullable Object>) values).entrySet();
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    return values.get(name);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return values.containsKey(name);
  }
}
