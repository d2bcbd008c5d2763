package dev.parley.api.conditions;

import dev.parley.api.problem.Refusal;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The entity tags in {@code If-Match} or {@code If-None-Match}.
 *
 * @param any true for {@code *}, which matches any state
 * @param strong the strong tags, quotes included
 * @param weak the weak tags
 */
public record EntityTags(boolean any, Set<String> strong, Set<String> weak) {
  private static final Pattern LIST =
      Pattern.compile(
          "[ \\t]*(?:(?<weak>W/)?(?<tag>\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\"))?[ \\t]*(?:,|$)");

  /**
   * Parses a header; null if it is absent.
   *
   * @throws Refusal 400 if it is not a list of entity tags
   */
  public static @Nullable EntityTags read(String header, List<String> lines) {
    if (lines.isEmpty()) {
      return null;
    }
    var text = String.join(",", lines).strip();
    if (text.equals("*")) {
      return new EntityTags(true, Set.of(), Set.of());
    }
    var strong = new LinkedHashSet<String>();
    var weak = new LinkedHashSet<String>();
    var part = LIST.matcher(text);
    var at = 0;
    while (at < text.length() && part.find(at) && part.start() == at && part.end() > at) {
      var tag = part.group("tag");
      if (tag != null) {
        (part.group("weak") == null ? strong : weak).add(tag);
      }
      at = part.end();
    }
    if (at < text.length() || (strong.isEmpty() && weak.isEmpty())) {
      throw Refusal.unreadable(
          "if-match", header + " is * or a list of ETags, in double quotes as they were sent.");
    }
    return new EntityTags(
        false, Collections.unmodifiableSet(strong), Collections.unmodifiableSet(weak));
  }

  /**
   * Returns true if one of the tags equals it; a weak tag never does (RFC 9110 section 8.8.3.2).
   */
  public boolean matchStrongly(String tag) {
    return any || strong.contains(tag);
  }

  /** Returns true if one of the tags equals it, weak or not. */
  public boolean matchWeakly(String tag) {
    return any || strong.contains(tag) || weak.contains(tag);
  }
}
