package dev.parley.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** The paths that need no authentication. Everything else is refused before any operation. */
final class OpenPaths {
  private static final Set<String> HEALTH = Set.of("/api/v1/health", "/api/v1/health/live");
  private static final Set<String> SIGN_IN =
      Set.of("/api/v1/session", "/api/v1/session/password", "/api/v1/session/password-reset");
  private static final String OPTIONS = "/api/v1/session/options";

  private OpenPaths() {}

  /** Returns true for the pages and files of the dashboard. */
  static boolean isDashboard(String path) {
    return !path.startsWith("/api/") && !path.equals("/api") && !path.startsWith("/actuator");
  }

  /** Returns true if the path needs no authentication, so that no credential is looked up. */
  static boolean contain(HttpServletRequest request) {
    var path = Address.of(request);
    var read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    return isDashboard(path)
        || (read && (HEALTH.contains(path) || path.equals(OPTIONS)))
        || isSignIn(request, path);
  }

  /** A key can also sign in; then it must be valid. */
  private static boolean isSignIn(HttpServletRequest request, String path) {
    return SIGN_IN.contains(path)
        && request.getMethod().equals("POST")
        && request.getHeader("Authorization") == null;
  }
}
