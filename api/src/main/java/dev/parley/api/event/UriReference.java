package dev.parley.api.event;

import java.util.regex.Pattern;

/**
 * URI references (RFC 3986 section 4.1). Characters that a URI would percent-encode are allowed as
 * they are, since many systems send them: spaces, non-ASCII letters.
 */
final class UriReference {
  /** Appendix B, with the characters that each part excludes. */
  private static final Pattern PARTS =
      Pattern.compile(
          "(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?(?://(?<authority>[^/?#]*))?"
              + "(?<path>[^?#]*)(?:\\?[^#]*)?(?:#[^#]*)?");

  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[^@\\[\\]]*@)?(?:\\[[0-9A-Za-z:.]+]|[^:@\\[\\]]*)(?::[0-9]*)?");

  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0A-\\x1F\\x7F]");

  private UriReference() {}

  /** Returns true if a text is a URI reference. */
  static boolean is(String text) {
    var parts = PARTS.matcher(text);
    if (!parts.matches() || CONTROL.matcher(text).find()) {
      return false;
    }
    var authority = parts.group("authority");
    if (authority != null) {
      return AUTHORITY.matcher(authority).matches();
    }
    var path = parts.group("path");
    var slash = path.indexOf('/');
    // Otherwise the first path segment would be a scheme.
    return parts.group("scheme") != null
        || !(slash < 0 ? path : path.substring(0, slash)).contains(":");
  }

  /** Returns true if a text is a URI reference with a scheme. */
  static boolean isUri(String text) {
    var parts = PARTS.matcher(text);
    return is(text) && parts.matches() && parts.group("scheme") != null;
  }
}
