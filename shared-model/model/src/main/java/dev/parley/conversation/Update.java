package dev.parley.conversation;

import org.jspecify.annotations.Nullable;

/** What an event does to a value that may be absent: JSON tells a missing member from null. */
public sealed interface Update<T> {

  /** The event does not name it: it stays as it is. */
  record Unchanged<T>() implements Update<T> {}

  /** The event clears it, with null. */
  record Cleared<T>() implements Update<T> {}

  /** The event gives it this value, which may be empty. */
  record Set<T>(T value) implements Update<T> {}

  /** Returns true if the event says anything of it. */
  default boolean isTold() {
    return !(this instanceof Unchanged);
  }

  /** Returns the value that was set; null when none was. */
  default @Nullable T value() {
    return this instanceof Set<T>(var value) ? value : null;
  }
}
