package dev.parley.api.workflow;

import dev.parley.api.conditions.EntityTags;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code If-Match} with the revision of a workflow (RFC 9110 section 13.1.1). */
final class Revisions {
  private static final Pattern REVISION = Pattern.compile("\"(\\d{1,18})\"");

  private Revisions() {}

  /**
   * Returns the revisions known to the caller; null to accept any. A weak tag, or one that is not a
   * revision, matches no workflow.
   */
  static @Nullable Set<Long> expected(@Nullable String ifMatch) {
    var tags = ifMatch == null ? null : EntityTags.read("If-Match", List.of(ifMatch));
    return tags == null || tags.any()
        ? null
        : tags.strong().stream()
            .map(REVISION::matcher)
            .filter(tag -> tag.matches())
            .map(tag -> Long.valueOf(tag.group(1)))
            .collect(Collectors.toUnmodifiableSet());
  }
}
