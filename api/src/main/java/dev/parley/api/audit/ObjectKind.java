package dev.parley.api.audit;

import dev.parley.api.security.AccessRule;
import dev.parley.api.security.Scope;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The kinds of objects, derived from the addresses and scopes of operations. */
final class ObjectKind {
  private static final int NOUN = 3;

  /** Nouns that are not the plural of their kind, or mean the caller. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "settings", "settings",
          "models", "models",
          "account", "user",
          "session", "session",
          "audit", "audit");

  /** Other systems chose their ids, which may be telephone numbers. */
  private static final Set<String> FOREIGN = Set.of("contact", "conversation");

  private static final Set<Scope> ABOUT_CUSTOMERS =
      Collections.unmodifiableSet(
          EnumSet.of(
              Scope.CONVERSATIONS_WRITE,
              Scope.CONTACTS_WRITE,
              Scope.EVENTS_WRITE,
              Scope.REJECTED_EVENTS_WRITE,
              Scope.EXECUTIONS_WRITE,
              Scope.PRIVACY_WRITE));

  private ObjectKind() {}

  /** Returns the kind of object that operations at a path are about. */
  static String of(String path) {
    var segments = path.split("/", -1);
    var noun = segments.length > NOUN ? segments[NOUN] : "";
    var other = OTHERS.get(noun);
    return other != null ? other : noun.replaceFirst("s$", "");
  }

  /** Returns true if ids of this kind may not be stored as they are. */
  static boolean isForeign(String kind) {
    return FOREIGN.contains(kind);
  }

  /**
   * Returns true if names and descriptions of this kind may be those of customers, also because
   * authors name it after them. They are not recorded, since an erasure cannot change an entry.
   */
  static boolean isUnnamed(String kind) {
    return isForeign(kind) || kind.equals("segment");
  }

  /** Returns true if what is sent to operations with this rule may be about customers. */
  static boolean isPersonal(AccessRule rule) {
    return rule.anyOf().stream().anyMatch(ABOUT_CUSTOMERS::contains);
  }
}
