package dev.parley.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param key the API key's id; null for the one in the file of the local mode
 * @param name for authorship, for example of a version
 * @param session the session's token; null for an API key
 * @param scopes what the key allows; a session may do everything
 */
public record Caller(
    @Nullable UUID key, String name, @Nullable String session, List<String> scopes) {
  private static final String ATTRIBUTE = Caller.class.getName();
  private static final String GOOD = ATTRIBUTE + ".isGood";

  void attach(HttpServletRequest request, BooleanSupplier isGood) {
    request.setAttribute(ATTRIBUTE, this);
    request.setAttribute(GOOD, isGood);
  }

  /** Asks anew, at any later time, whether the key or session of this request is still good. */
  public static BooleanSupplier isGood(HttpServletRequest request) {
    return (BooleanSupplier) request.getAttribute(GOOD);
  }

  /** By what this caller is known: callers with the same are one. */
  public String credential() {
    return session != null ? session : key != null ? key.toString() : name;
  }

  /** Whether somebody asks who said who that is: some addresses are open to all. */
  public static boolean isKnown(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) != null;
  }

  /** Who asks, of a request that was let in. */
  public static Caller of(HttpServletRequest request) {
    return (Caller) request.getAttribute(ATTRIBUTE);
  }
}
