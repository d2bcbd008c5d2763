package dev.parley.api.security;

import dev.parley.api.ApiConfig;
import dev.parley.api.problem.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in to the dashboard and signing out. */
@RestController
@RequestMapping("/api/v1/session")
class SessionController {
  private final SessionStore sessions;
  private final ApiConfig config;
  private final SecureRandom random = new SecureRandom();

  SessionController(SessionStore sessions, ApiConfig config) {
    this.sessions = sessions;
    this.config = config;
  }

  /** A one-time token; null if an API key is sent instead. */
  @Schema(name = "SignIn")
  record SignIn(@Nullable String token) {}

  /** A one-time link for signing in, valid for a short time. */
  @Schema(name = "SignInLink")
  record Link(String url) {}

  /**
   * The signed-in user.
   *
   * @param temporalUi the base of links to Temporal's Web UI; empty for none
   */
  @Schema(name = "Session")
  record Session(String name, List<String> scopes, String temporalUi, String temporalNamespace) {}

  @Operation(operationId = "signIn", summary = "Sign in")
  @PostMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> begin(
      HttpServletRequest request, @RequestBody(required = false) @Nullable SignIn signIn) {
    var session =
        request.getHeader(HttpHeaders.AUTHORIZATION) == null
            ? begin(signIn)
            : sessions.begin(Caller.of(request).key());
    var csrf = new byte[16];
    random.nextBytes(csrf);
    return ResponseEntity.noContent()
        .header(
            HttpHeaders.SET_COOKIE,
            cookie(AuthenticationFilter.SESSION_COOKIE, session, true, SessionStore.SESSION_LASTS))
        .header(
            HttpHeaders.SET_COOKIE,
            cookie(
                AuthenticationFilter.CSRF_COOKIE,
                HexFormat.of().formatHex(csrf),
                false,
                SessionStore.SESSION_LASTS))
        .build();
  }

  private String begin(@Nullable SignIn signIn) {
    return Optional.ofNullable(signIn)
        .map(SignIn::token)
        .flatMap(sessions::beginByLink)
        .orElseThrow(() ->
            Refusal.of(
                401, "link-used", "This sign-in link was used or has expired. Request a new one."));
  }

  @Operation(operationId = "makeSignInLink", summary = "Create a one-time sign-in link")
  @PostMapping("/link")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<Link> link(HttpServletRequest request) {
    if (Caller.of(request).session() != null) {
      throw Refusal.of(403, "key-needed", "A sign-in link can only be created with an API key.");
    }
    return ResponseEntity.status(HttpStatus.CREATED)
        .body(new Link("/sign-in?token=" + sessions.makeLink(Caller.of(request).key())));
  }

  @Operation(operationId = "getSession", summary = "Who am I")
  @GetMapping
  Session who(HttpServletRequest request) {
    return new Session(
        Caller.of(request).name(),
        Caller.of(request).scopes(),
        config.temporalUi(),
        config.temporalNamespace());
  }

  @Operation(operationId = "signOut", summary = "Sign out")
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> end(HttpServletRequest request) {
    var session = Caller.of(request).session();
    if (session != null) {
      sessions.end(session);
    }
    return ResponseEntity.noContent()
        .header(
            HttpHeaders.SET_COOKIE,
            cookie(AuthenticationFilter.SESSION_COOKIE, "", true, Duration.ZERO))
        .header(
            HttpHeaders.SET_COOKIE,
            cookie(AuthenticationFilter.CSRF_COOKIE, "", false, Duration.ZERO))
        .build();
  }

  private String cookie(String name, String value, boolean httpOnly, Duration lasts) {
    return ResponseCookie.from(name, value)
        .path("/")
        .secure(config.publicUrl().startsWith("https:"))
        .httpOnly(httpOnly)
        .sameSite("Strict")
        .maxAge(lasts)
        .build()
        .toString();
  }
}
