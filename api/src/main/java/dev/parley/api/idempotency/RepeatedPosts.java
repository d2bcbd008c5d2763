package dev.parley.api.idempotency;

import java.util.Set;
import java.util.regex.Pattern;

/** The POSTs whose responses are stored for repetitions with the same {@code Idempotency-Key}. */
public final class RepeatedPosts {
  /** The name of the header. */
  public static final String HEADER = "Idempotency-Key";

  /** The maximum length of a key. */
  public static final int LONGEST = 200;

  /** These detect repetitions themselves, or return something that must not be stored. */
  private static final Set<String> OTHERS =
      Set.of(
          "/api/v1/events",
          "/api/v1/session",
          "/api/v1/api-keys",
          "/api/v1/channels",
          "/api/v1/subscriptions",
          "/api/v1/secrets");

  /** An archive may be larger than memory, and must not be kept. */
  private static final Pattern EXPORT = Pattern.compile("/api/v1/contacts/.+/export");

  private RepeatedPosts() {}

  /** Returns true if POSTs to an address support the header. */
  public static boolean areKept(String path) {
    return !OTHERS.contains(path)
        && !path.startsWith("/api/v1/session/")
        && !path.startsWith("/api/v1/account/")
        && !path.startsWith("/api/v1/api-keys/")
        && !path.endsWith("/invitation")
        && !path.endsWith("/signing-secrets")
        && !EXPORT.matcher(path).matches();
  }
}
