package dev.parley.conversation;

import org.jspecify.annotations.Nullable;

/**
 * The effect of an event on a value that may be absent, which distinguishes a missing property from
 * null.
 */
public sealed interface Update<T> {

  /** The event omits it: it stays unchanged. */
  record Unchanged<T>() implements Update<T> {}

  /** The event clears it, with null. */
  record Cleared<T>() implements Update<T> {}

  /** The event sets this value, which may be empty. */
  record Set<T>(T value) implements Update<T> {}

  /** Returns true if the event sets or clears it. */
  default boolean isTold() {
    return !(this instanceof Unchanged);
  }

  /** Returns the value that is set; null if none is. */
  default @Nullable T value() {
    return this instanceof Set<T>(var value) ? value : null;
  }
}
