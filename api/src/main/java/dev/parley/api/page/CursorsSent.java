package dev.parley.api.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Removes the tags of cursors, so that each list reads what it wrote. */
@Component
@Order(-80) // After Spring Security.
class CursorsSent extends OncePerRequestFilter {
  /** A cursor that no list accepts, so that each rejects it in its own way. */
  private static final String NONE = "!";

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/api/")
        || request.getQueryString() == null
        || !request.getQueryString().contains(CursorTag.PARAMETER + "=");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new Unmarked(request), response);
  }

  private static final class Unmarked extends HttpServletRequestWrapper {
    Unmarked(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getParameter(String name) {
      var values = getParameterValues(name);
      return values == null || values.length == 0 ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      var values = super.getParameterValues(name);
      if (values == null || !name.equals(CursorTag.PARAMETER)) {
        return values;
      }
      var unmarked = new String[values.length];
      for (int i = 0; i < values.length; i++) {
        unmarked[i] = values[i].isEmpty() ? "" : CursorTag.read(this, values[i]).orElse(NONE);
      }
      return unmarked;
    }
  }
}
