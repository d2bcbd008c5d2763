package dev.parley.store;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids made here: UUIDv7, so that they sort by the time that they carry. */
public final class Ids {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Ids() {}

  /** A new id, later than those made before on this machine. */
  public static UUID next() {
    return UuidCreator.getTimeOrderedEpochPlus1();
  }

  /**
   * The first id that can have been made at that moment; of moments that no id carries, the next.
   */
  public static UUID floor(Instant at) {
    var latest = Instant.ofEpochMilli((1L << 48) - 1);
    var carried = at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at.isAfter(latest) ? latest : at;
    return new UUID(carried.toEpochMilli() << 16, 0);
  }

  /** The moment that an id carries. */
  public static OffsetDateTime createdAt(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16).atOffset(ZoneOffset.UTC);
  }

  /** Reads an id that came from outside. */
  public static Optional<UUID> read(String text) {
    return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }
}
