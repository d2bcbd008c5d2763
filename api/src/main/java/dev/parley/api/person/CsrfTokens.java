package dev.parley.api.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.stereotype.Component;

/** CSRF tokens that are kept in the session and sent to the dashboard in a cookie. */
@Component
class CsrfTokens implements CsrfTokenRepository {
  private final HttpSessionCsrfTokenRepository inSession = new HttpSessionCsrfTokenRepository();
  private final SessionCookie cookie;

  CsrfTokens(SessionCookie cookie) {
    this.cookie = cookie;
    inSession.setHeaderName("X-XSRF-TOKEN");
  }

  @Override
  public CsrfToken generateToken(HttpServletRequest request) {
    return inSession.generateToken(request);
  }

  @Override
  public void saveToken(
      @Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
    inSession.saveToken(token, request, response);
    if (token != null) {
      cookie.addCsrf(response, token.getToken());
    }
  }

  @Override
  public @Nullable CsrfToken loadToken(HttpServletRequest request) {
    return inSession.loadToken(request);
  }
}
