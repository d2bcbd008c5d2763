package dev.parley.api.page;

import com.google.common.hash.Hashing;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A tag on every cursor that identifies its list: address and filters. In another list, the
 * position would be meaningless and silently point somewhere else.
 */
final class CursorTag {
  static final String PARAMETER = "cursor";
  private static final int LENGTH = 8;

  private CursorTag() {}

  /** Tags a cursor with the list that a request reads. */
  static String mark(HttpServletRequest request, String cursor) {
    return tag(request) + "." + cursor;
  }

  /** Returns the cursor without its tag; empty if it belongs to another list. */
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
    var hash = Hashing.sha256().hashString(list, StandardCharsets.UTF_8).asBytes();
    return Base64.getUrlEncoder().encodeToString(hash).substring(0, LENGTH);
  }
}
