package dev.parley.store;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.Optional;
import java.util.UUID;

/** Ids made here: UUIDv7, so that they sort by the time that they carry. */
public final class Ids {
  private Ids() {}

  /** A new id, later than those made before on this machine. */
  public static UUID next() {
    return UuidCreator.getTimeOrderedEpochPlus1();
  }

  /** Reads an id that came from outside. */
  public static Optional<UUID> read(String text) {
    try {
      return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
