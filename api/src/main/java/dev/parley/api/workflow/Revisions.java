package dev.parley.api.workflow;

import dev.parley.api.problem.Refusal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code If-Match} with the revision of a workflow (RFC 9110 section 13.1.1). */
final class Revisions {
  private static final Pattern TAG = Pattern.compile("(W/)?\"?(?<revision>\\d{1,18})\"?");

  private Revisions() {}

  /** The revision that the caller knows; null when it sent none or {@code *}. */
  static @Nullable Long expected(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return null;
    }
    var tag = TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw Refusal.unreadable("if-match", "If-Match must be an ETag of this workflow.");
    }
    return Long.valueOf(tag.group("revision"));
  }
}
