package dev.parley.api.idempotency;

import java.util.Set;

/** POSTs whose answer is kept for a repetition with the same {@code Idempotency-Key}. */
public final class RepeatedPosts {
  /** The name of the header. */
  public static final String HEADER = "Idempotency-Key";

  /** The most characters of a key. */
  public static final int LONGEST = 200;

  /** These know repeats by themselves, or answer with what must not be kept. */
  private static final Set<String> OTHERS =
      Set.of(
          "/api/v1/events",
          "/api/v1/session",
          "/api/v1/session/link",
          "/api/v1/api-keys",
          "/api/v1/secrets");

  private RepeatedPosts() {}

  /** Tells whether the header means something to POSTs of an address. */
  public static boolean areKept(String path) {
    return !OTHERS.contains(path);
  }
}
