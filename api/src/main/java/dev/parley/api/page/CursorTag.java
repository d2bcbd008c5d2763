package dev.parley.api.page;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A mark on every cursor of the list that gave it: its address and its filters. The place that
 * follows means nothing in another list, and would silently be some place there.
 */
final class CursorTag {
  static final String PARAMETER = "cursor";
  private static final int LENGTH = 8;

  private CursorTag() {}

  /** Marks a cursor of the list that a request asks for. */
  static String mark(HttpServletRequest request, String cursor) {
    return tag(request) + "." + cursor;
  }

  /** The cursor as the list wrote it; empty when it is another list's. */
  static Optional<String> read(HttpServletRequest request, String marked) {
    return marked.startsWith(tag(request) + ".")
        ? Optional.of(marked.substring(LENGTH + 1))
        : Optional.empty();
  }

  private static String tag(HttpServletRequest request) {
    var query = request.getQueryString() == null ? "" : request.getQueryString();
    var filters =
        Arrays.stream(query.split("&"))
            .filter(one -> !one.startsWith(PARAMETER + "=") && !one.startsWith("limit="))
            .filter(one -> !one.isEmpty())
            .sorted()
            .collect(Collectors.joining("&"));
    var list = request.getRequestURI() + "?" + filters;
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(list.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().encodeToString(hash).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
