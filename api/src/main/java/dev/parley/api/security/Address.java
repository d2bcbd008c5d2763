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
 * The path of a request, read as handlers are chosen by it. Whoever decides about a request by its
 * path reads it here, so that nothing is let in under one path and carried out under another.
 */
public final class Address {
  /** Ids that other systems choose stand here, and two of them look like steps: "." and "..". */
  private static final Set<String> OF_FOREIGN_IDS = Set.of("conversations", "contacts");

  private static final int ID = 4;
  private static final int MOST_DECODED = 10;
  private static final Set<String> STEPS = Set.of(".", "..");
  private static final Set<String> STEPS_OR_NOTHING = Set.of(".", "..", "");
  private static final Pattern SLASHES = Pattern.compile("[/\\\\]");

  private Address() {}

  /** The path, decoded; slashes within a segment stay encoded. */
  public static String of(HttpServletRequest request) {
    return ServletRequestPathUtils.parse(request).pathWithinApplication().elements().stream()
        .map(part ->
            part instanceof PathSegment segment
                ? segment.valueToMatch().replace("/", "%2F")
                : part.value())
        .collect(Collectors.joining());
  }

  /**
   * Returns true if every reader finds the same path in it: no steps to another place, however they
   * are encoded, no parameters and no U+0000.
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
      // A source is a URI reference, which may have steps, but be none.
      return Collections.disjoint(parts, STEPS) || !STEPS_OR_NOTHING.containsAll(parts);
    }
    return Collections.disjoint(parts, STEPS);
  }

  /** As deep as it was encoded, since what stands before us may have decoded it already. */
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
