package dev.parley.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The authenticated caller.
 *
 * @param key the API key's id; null for the local mode's key file
 * @param name for authorship, for example of a version
 * @param session the session's token; null for an API key
 * @param scopes allowed by the key; a session may do everything
 */
public record Caller(
    @Nullable UUID key, String name, @Nullable String session, List<String> scopes) {
  private static final String ATTRIBUTE = Caller.class.getName();
  private static final String GOOD = ATTRIBUTE + ".isGood";

  void attach(HttpServletRequest request, BooleanSupplier isGood) {
    request.setAttribute(ATTRIBUTE, this);
    request.setAttribute(GOOD, isGood);
  }

  /** Returns a check, for later use, whether the request's key or session is still valid. */
  public static BooleanSupplier isGood(HttpServletRequest request) {
    return (BooleanSupplier) request.getAttribute(GOOD);
  }

  /** Returns the identity of the credential: callers with the same one count as one. */
  public String credential() {
    return session != null ? session : key != null ? key.toString() : name;
  }

  /** Returns true if the request is authenticated; some endpoints are public. */
  public static boolean isKnown(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) != null;
  }

  /** Returns the caller of an authenticated request. */
  public static Caller of(HttpServletRequest request) {
    return (Caller) request.getAttribute(ATTRIBUTE);
  }
}
