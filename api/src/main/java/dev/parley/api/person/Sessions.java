package dev.parley.api.person;

import com.google.common.hash.Hashing;
import dev.parley.api.ApiConfig;
import dev.parley.api.security.Caller;
import dev.parley.api.security.CallerAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/**
 * The sessions of people, kept by Spring Session. A session holds only whose it is: name, role and
 * scopes are read for each request, so that a changed role or an archived person counts at once.
 */
@Component
class Sessions implements SecurityContextRepository {
  private static final String PERSON = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;
  private static final String SECRET = "secret";
  private static final String KEY = "key";
  private static final String ADMIN_KEY = "adminKey";
  private static final String AGENT = "agent";
  private static final String ADDRESS = "address";
  private static final int LONGEST_AGENT = 300;

  private final FindByIndexNameSessionRepository<? extends Session> repository;
  private final PersonStore people;
  private final SessionCookie cookie;
  private final CsrfTokens csrf;
  private final Duration most;

  Sessions(
      FindByIndexNameSessionRepository<? extends Session> repository,
      PersonStore people,
      SessionCookie cookie,
      CsrfTokens csrf,
      ApiConfig config) {
    this.repository = repository;
    this.people = people;
    this.cookie = cookie;
    this.csrf = csrf;
    most = config.sessionMax();
  }

  /**
   * The key with which a session began, and without which it ends.
   *
   * @param id null for the administrator's key in its file
   * @param adminHash the hash of the key in that file, in hexadecimal; null for a stored key
   */
  record Origin(@Nullable UUID id, @Nullable String adminHash) {}

  /**
   * Begins a session and sends its cookies. A session that the request has already ends.
   *
   * @param origin null if the person signed in with a password
   */
  void begin(
      HttpServletRequest request,
      HttpServletResponse response,
      UUID person,
      @Nullable Origin origin) {
    // With its entry in the audit log, without which no session begins.
    people.signedIn(person);
    var before = request.getSession(false);
    if (before != null) {
      before.invalidate();
    }
    var secret = cookie.newSecret(request);
    var session = request.getSession(true);
    session.setAttribute(PERSON, person.toString());
    session.setAttribute(SECRET, secret);
    if (origin != null) {
      session.setAttribute(KEY, origin.id() == null ? "" : origin.id().toString());
      session.setAttribute(ADMIN_KEY, Objects.requireNonNullElse(origin.adminHash(), ""));
    }
    var agent = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
    session.setAttribute(AGENT, agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)));
    session.setAttribute(ADDRESS, request.getRemoteAddr());
    csrf.saveToken(csrf.generateToken(request), request, response);
  }

  @Override
  @SuppressWarnings("deprecation") // The interface's own method.
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return context(holder.getRequest());
  }

  private SecurityContext context(HttpServletRequest request) {
    // A wrong key must not fall back to the session of the same browser.
    if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
      return new SecurityContextImpl();
    }
    var session = request.getSession(false);
    if (session == null || !cookie.proves(request, (String) session.getAttribute(SECRET))) {
      return new SecurityContextImpl();
    }
    var id = session.getId();
    return caller(id, session::getAttribute, Instant.ofEpochMilli(session.getCreationTime()))
        .map(caller -> new SecurityContextImpl(new CallerAuthentication(caller, () -> isGood(id))))
        .orElseGet(SecurityContextImpl::new);
  }

  private boolean isGood(String id) {
    var session = repository.findById(id);
    return session != null
        && !session.isExpired()
        && caller(id, session::getAttribute, session.getCreationTime()).isPresent();
  }

  /** Returns the person of a session that has not ended. */
  private Optional<Caller> caller(
      String id, Function<String, @Nullable Object> attribute, Instant began) {
    if (isOver(began) || !(attribute.apply(PERSON) instanceof String person)) {
      return Optional.empty();
    }
    return people
        .signedIn(UUID.fromString(person), origin(attribute))
        .map(found ->
            Caller.person(
                found.id(),
                found.name(),
                found.role(),
                id,
                found.role().scopes(found.readsTexts())));
  }

  private boolean isOver(Instant began) {
    return began.plus(most).isBefore(Instant.now());
  }

  private static @Nullable Origin origin(Function<String, @Nullable Object> attribute) {
    return attribute.apply(KEY) instanceof String key
            && attribute.apply(ADMIN_KEY) instanceof String admin
        ? new Origin(key.isEmpty() ? null : UUID.fromString(key), admin.isEmpty() ? null : admin)
        : null;
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    // A session begins with begin(…) alone.
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return false;
  }

  /**
   * A session, as its owner sees it.
   *
   * @param id names it without allowing its use
   * @param agent the browser's {@code User-Agent} when it began
   * @param address the network address from which it began
   */
  record Shown(
      String id, boolean current, String agent, String address, Instant beganAt, Instant usedAt) {}

  /** Returns the open sessions of a person, last used first. */
  List<Shown> of(UUID person, @Nullable String current) {
    return repository.findByPrincipalName(person.toString()).values().stream()
        .filter(session -> !session.isExpired() && !isOver(session.getCreationTime()))
        .map(session ->
            new Shown(
                handle(session.getId()),
                session.getId().equals(current),
                session.getAttributeOrDefault(AGENT, ""),
                session.getAttributeOrDefault(ADDRESS, ""),
                session.getCreationTime(),
                session.getLastAccessedTime()))
        .sorted(Comparator.comparing(Shown::usedAt).reversed())
        .toList();
  }

  /** Ends one session of a person, and returns false if there is none with that handle. */
  boolean end(UUID person, String handle) {
    var ended =
        repository.findByPrincipalName(person.toString()).keySet().stream()
            .filter(id -> handle(id).equals(handle))
            .toList();
    ended.forEach(repository::deleteById);
    return !ended.isEmpty();
  }

  /**
   * Ends all sessions of a person.
   *
   * @param kept one that stays open; null for none
   */
  void endAll(UUID person, @Nullable String kept) {
    repository.findByPrincipalName(person.toString()).keySet().stream()
        .filter(id -> !id.equals(kept))
        .forEach(repository::deleteById);
  }

  private static String handle(String id) {
    return Hashing.sha256().hashString(id, StandardCharsets.UTF_8).toString().substring(0, 32);
  }
}
