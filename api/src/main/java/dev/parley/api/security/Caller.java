package dev.parley.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The authenticated caller: a person in a session, or a service with its key.
 *
 * @param person the person's id; null for a service
 * @param key the API key's id; null for a person, and for the key in the administrator's file
 * @param name for authorship, for example of a version
 * @param role of a person; null for a service
 * @param session the session's id; null for a service
 * @param scopes everything that the caller may do
 * @param sources the event sources of a key; empty for all
 */
public record Caller(
    @Nullable UUID person,
    @Nullable UUID key,
    String name,
    @Nullable Role role,
    @Nullable String session,
    Set<Scope> scopes,
    List<String> sources) {
  private static final String ATTRIBUTE = Caller.class.getName();
  private static final String GOOD = ATTRIBUTE + ".isGood";

  /** Returns the caller with this key. */
  public static Caller service(
      @Nullable UUID key, String name, Set<Scope> scopes, List<String> sources) {
    return new Caller(null, key, name, null, null, Scope.coveredBy(scopes), List.copyOf(sources));
  }

  /** Returns the caller in this session. */
  public static Caller person(
      UUID person, String name, Role role, String session, Set<Scope> scopes) {
    return new Caller(person, null, name, role, session, Scope.coveredBy(scopes), List.of());
  }

  void attach(HttpServletRequest request, BooleanSupplier isGood) {
    request.setAttribute(ATTRIBUTE, this);
    request.setAttribute(GOOD, isGood);
  }

  /** Returns a check, for later use, whether the request's key or session is still valid. */
  public static BooleanSupplier isGood(HttpServletRequest request) {
    return (BooleanSupplier) request.getAttribute(GOOD);
  }

  /** Returns true if the caller may do what this scope allows. */
  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }

  /** Returns true if the caller may send and read events of this source. */
  public boolean maySend(String source) {
    return sources.isEmpty() || sources.contains(source);
  }

  /** Returns the identity of the credential: callers with the same one count as one. */
  public String credential() {
    return session != null ? session : identity();
  }

  /** Returns the identity of the person or service, which outlasts sessions. */
  public String identity() {
    return person != null ? person.toString() : key != null ? key.toString() : name;
  }

  /** Returns true if the request is authenticated; some endpoints are public. */
  public static boolean isKnown(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) != null;
  }

  /** Returns the caller of an authenticated request. */
  public static Caller of(HttpServletRequest request) {
    return (Caller) request.getAttribute(ATTRIBUTE);
  }
}
