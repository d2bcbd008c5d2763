package dev.parley.api.audit;

import dev.parley.api.audit.AuditEntry.Actor;
import dev.parley.api.audit.AuditEntry.Thing;
import dev.parley.api.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** The operation that the current thread carries out for a caller, as far as it is recorded. */
public final class Act {
  private static final ThreadLocal<@Nullable Act> CURRENT = new ThreadLocal<>();
  private static final int LONGEST_AGENT = 200;

  private final String operation;
  private final boolean personal;
  private final String address;
  private final String agent;
  private final @Nullable Caller caller;
  private final @Nullable Actor actor;
  private final Set<String> recorded = new HashSet<>();
  private @Nullable UUID person;
  private Thing object;
  private @Nullable JsonNode sent;
  private @Nullable String problem;
  private volatile boolean continued;

  /**
   * An operation that begins.
   *
   * @param personal true if what is sent may be about a customer, or proves who the caller is
   * @param object as the address names it
   */
  Act(String operation, boolean personal, HttpServletRequest request, Thing object) {
    this.operation = operation;
    this.personal = personal;
    this.object = object;
    address = Objects.requireNonNullElse(request.getRemoteAddr(), "");
    agent = agent(request);
    caller = Caller.isKnown(request) ? Caller.of(request) : null;
    actor = null;
  }

  private Act(Act whole, String operation, Thing object, Actor actor) {
    this.operation = operation;
    this.object = object;
    this.actor = actor;
    personal = false;
    address = whole.address;
    agent = whole.agent;
    caller = null;
  }

  /** Returns a part of this act that has an entry of its own. */
  Act part(String name, Thing about, Actor by) {
    return new Act(this, name, about, by);
  }

  static String agent(HttpServletRequest request) {
    var sent = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
    return sent.substring(0, Math.min(sent.length(), LONGEST_AGENT));
  }

  void begin() {
    CURRENT.set(this);
  }

  static void end() {
    CURRENT.remove();
  }

  static Optional<Act> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Records the rest of the current operation as acts of a person who proved to be that one. */
  public static void by(UUID person) {
    current()
        .ifPresent(act -> {
          act.person = person;
          if (act.object.id() == null) {
            act.object = new Thing("user", person.toString(), null);
          }
        });
  }

  /** Records the current transaction as an act on this object. */
  public static void about(String kind, UUID id) {
    current().ifPresent(act -> act.object = new Thing(kind, id.toString(), null));
  }

  /** Records the current act, if it is refused, as one of a person who is known by name alone. */
  public static void aboutUser(String name) {
    current().ifPresent(act -> act.object = new Thing("user", null, name));
  }

  /**
   * Returns work that continues the current operation after its response. Its transactions, and not
   * the operation's end, record it.
   */
  public static Runnable continued(Runnable work) {
    var found = current();
    if (found.isEmpty()) {
      return work;
    }
    var act = found.get();
    act.continued = true;
    return () -> {
      act.begin();
      try {
        work.run();
      } finally {
        end();
      }
    };
  }

  /** Adds the request's body. */
  void sent(JsonNode body) {
    sent = body;
  }

  /** Adds the code of the problem in the response. */
  void problem(String code) {
    problem = code;
  }

  /** Returns true the first time for each object. */
  boolean isNew() {
    return recorded.add(object.kind() + " " + object.id());
  }

  boolean isRecorded() {
    return continued || !recorded.isEmpty();
  }

  String operation() {
    return operation;
  }

  boolean isPersonal() {
    return personal;
  }

  String address() {
    return address;
  }

  String agent() {
    return agent;
  }

  @Nullable Caller caller() {
    return caller;
  }

  /** Returns the actor if it is not the caller. */
  @Nullable Actor actor() {
    return actor;
  }

  @Nullable UUID person() {
    return person;
  }

  Thing object() {
    return object;
  }

  @Nullable JsonNode sent() {
    return sent;
  }

  @Nullable String problem() {
    return problem;
  }
}
