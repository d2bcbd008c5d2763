package dev.parley.api.event;

import java.util.regex.Pattern;

/**
 * URI-references (RFC 3986 section 4.1). What a URI writes percent-encoded may stand as it is, as
 * many systems write it: a space, a letter that is no ASCII.
 */
final class UriReference {
  /** Appendix B, with what each part may not hold. */
  private static final Pattern PARTS =
      Pattern.compile(
          "(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?(?://(?<authority>[^/?#]*))?"
              + "(?<path>[^?#]*)(?:\\?[^#]*)?(?:#[^#]*)?");

  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[^@\\[\\]]*@)?(?:\\[[0-9A-Za-z:.]+]|[^:@\\[\\]]*)(?::[0-9]*)?");

  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0A-\\x1F\\x7F]");

  private UriReference() {}

  /** Whether a text is one. */
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
    // Else the first part of the path would be a scheme.
    return parts.group("scheme") != null
        || !(slash < 0 ? path : path.substring(0, slash)).contains(":");
  }

  /** Whether a text is one that names its scheme. */
  static boolean isUri(String text) {
    var parts = PARTS.matcher(text);
    return is(text) && parts.matches() && parts.group("scheme") != null;
  }
}
