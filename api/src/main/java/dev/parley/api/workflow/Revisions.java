package dev.parley.api.workflow;

import dev.parley.api.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** {@code If-Match} with the revision of a workflow (RFC 9110 section 13.1.1). */
final class Revisions {
  private Revisions() {}

  /** The revision that the caller knows; null when it sent none or {@code *}. */
  static @Nullable Long expected(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return null;
    }
    try {
      return Long.valueOf(ifMatch.strip().replaceFirst("^W/", "").replace("\"", ""));
    } catch (NumberFormatException e) {
      throw Refusal.unreadable("if-match", "If-Match must be an ETag of this workflow.");
    }
  }
}
