package dev.parley.api.conditions;

import com.google.common.hash.Hashing;
import dev.parley.api.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The preconditions of a request on the state of its target.
 *
 * @param match null to accept any state
 * @param noneMatch null to exclude no state
 */
public record Preconditions(@Nullable EntityTags match, @Nullable EntityTags noneMatch) {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();

  /** Reads the preconditions of a request. */
  public static Preconditions of(HttpServletRequest request) {
    return new Preconditions(
        tags(request, HttpHeaders.IF_MATCH), tags(request, HttpHeaders.IF_NONE_MATCH));
  }

  private static @Nullable EntityTags tags(HttpServletRequest request, String header) {
    return EntityTags.read(header, lines(request, header));
  }

  private static List<String> lines(HttpServletRequest request, String header) {
    return Optional.ofNullable(request.getHeaders(header))
        .map(Collections::list)
        .orElseGet(() -> new java.util.ArrayList<>());
  }

  /**
   * Checks the preconditions.
   *
   * @param current computes the target's current tag, only if it is needed
   * @throws Refusal 412 if they do not hold
   */
  public void check(Supplier<String> current) {
    if (match == null && noneMatch == null) {
      return;
    }
    var tag = current.get();
    if (match != null && !match.matchStrongly(tag)) {
      throw Refusal.of(
          412, "precondition-failed", "It has been changed: its ETag is " + tag + " now.");
    }
    if (noneMatch != null && noneMatch.matchWeakly(tag)) {
      throw Refusal.of(412, "precondition-failed", "It is as If-None-Match says: " + tag + ".");
    }
  }

  /** Returns the tag of an object without a revision: a hash of its representation. */
  public static String tag(Object view) {
    var text = JSON.writeValueAsString(view);
    var hash = Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asBytes();
    return "\""
        + Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22)
        + "\"";
  }
}
