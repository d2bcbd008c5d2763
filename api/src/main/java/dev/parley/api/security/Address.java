package dev.parley.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.util.StringUtils;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * The path of a request, decoded as for the selection of handlers. Every decision by path uses it,
 * so that nothing is allowed under one path and executed under another.
 */
public final class Address {
  /**
   * Segments with ids chosen by other systems, two of which look like relative steps: "." and "..".
   */
  private static final Set<String> OF_FOREIGN_IDS = Set.of("conversations", "contacts");

  private static final int ID = 4;
  private static final int MOST_DECODED = 10;
  private static final Set<String> STEPS = Set.of(".", "..");
  private static final Set<String> STEPS_OR_NOTHING = Set.of(".", "..", "");
  private static final Pattern SLASHES = Pattern.compile("[/\\\\]");

  private Address() {}

  /** Returns the decoded path; slashes within a segment stay encoded. */
  public static String of(HttpServletRequest request) {
    return ServletRequestPathUtils.parse(request).pathWithinApplication().elements().stream()
        .map(part ->
            part instanceof PathSegment segment
                ? segment.valueToMatch().replace("/", "%2F")
                : part.value())
        .collect(Collectors.joining());
  }

  /**
   * Returns true if every reader interprets the path in the same way: no relative steps, however
   * they are encoded, no parameters and no U+0000.
   *
   * @param uri the path as it was sent
   */
  static boolean isPlain(String uri) {
    if (uri.indexOf(';') >= 0 || uri.indexOf('\\') >= 0) {
      return false;
    }
    var segments = uri.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      var decoded = decoded(segments[i]);
      if (decoded.indexOf('\0') >= 0 || !isName(decoded, segments, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isName(String decoded, String[] segments, int at) {
    var noun = at >= ID && segments[1].equals("api") && segments[2].equals("v1") ? segments[3] : "";
    if (at == ID && OF_FOREIGN_IDS.contains(noun)) {
      return true;
    }
    var parts = List.of(SLASHES.split(decoded));
    if (noun.equals("events") && at <= ID + 1) {
      // A source is a URI reference, which may contain relative steps, but not consist of them.
      return Collections.disjoint(parts, STEPS) || !STEPS_OR_NOTHING.containsAll(parts);
    }
    return Collections.disjoint(parts, STEPS);
  }

  /** Decoded repeatedly, since a proxy may already have decoded it. */
  private static String decoded(String segment) {
    var text = segment;
    for (int i = 0; i < MOST_DECODED && text.indexOf('%') >= 0; i++) {
      try {
        text = StringUtils.uriDecode(text, StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return text;
      }
    }
    return text;
  }
}
