package dev.parley.template;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object whose keys are chosen by users, such as custom fields or the steps of a workflow. In
 * it, "size", "first" and "last" are ordinary keys and not keywords of the template language.
 */
public final class Names extends AbstractMap<String, @Nullable Object> {
  private final Map<String, ? extends @Nullable Object> values;

  /** Creates an object with these keys and values. */
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
