package dev.parley.api.security;

import static dev.parley.api.security.Scope.CATALOGS_READ;
import static dev.parley.api.security.Scope.CATALOGS_WRITE;
import static dev.parley.api.security.Scope.CONTACTS_READ;
import static dev.parley.api.security.Scope.CONTACTS_WRITE;
import static dev.parley.api.security.Scope.CONVERSATIONS_READ;
import static dev.parley.api.security.Scope.CONVERSATIONS_WRITE;
import static dev.parley.api.security.Scope.EVENTS_READ;
import static dev.parley.api.security.Scope.EXECUTIONS_READ;
import static dev.parley.api.security.Scope.EXECUTIONS_WRITE;
import static dev.parley.api.security.Scope.REJECTED_EVENTS_WRITE;
import static dev.parley.api.security.Scope.SECRETS_READ;
import static dev.parley.api.security.Scope.SETTINGS_READ;
import static dev.parley.api.security.Scope.TEXTS_READ;
import static dev.parley.api.security.Scope.WORKFLOWS_PUBLISH;
import static dev.parley.api.security.Scope.WORKFLOWS_READ;
import static dev.parley.api.security.Scope.WORKFLOWS_WRITE;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The role of a person. Each role includes the ones before it. */
public enum Role {
  /** Reads workflows and runs, and customers' texts only if that was granted. */
  @JsonProperty("viewer")
  VIEWER(WORKFLOWS_READ, EXECUTIONS_READ, CATALOGS_READ, SETTINGS_READ),
  /** Works in the inbox. */
  @JsonProperty("agent")
  AGENT(
      TEXTS_READ,
      CONVERSATIONS_READ,
      CONTACTS_READ,
      EVENTS_READ,
      CONVERSATIONS_WRITE,
      CONTACTS_WRITE),
  /** Draws, saves and tests workflows. */
  @JsonProperty("editor")
  EDITOR(WORKFLOWS_WRITE, CATALOGS_WRITE, SECRETS_READ),
  /** Publishes and pauses workflows; starts, cancels and retries runs. */
  @JsonProperty("publisher")
  PUBLISHER(WORKFLOWS_PUBLISH, EXECUTIONS_WRITE, REJECTED_EVENTS_WRITE),
  /** Does everything, including people, keys, secrets, settings and privacy. */
  @JsonProperty("admin")
  ADMIN(Scope.ADMIN);

  private static final Set<Scope> TEXTS =
      Set.of(TEXTS_READ, CONVERSATIONS_READ, CONTACTS_READ, EVENTS_READ);

  private final ImmutableSet<Scope> added;

  Role(Scope first, Scope... more) {
    added = Sets.immutableEnumSet(first, more);
  }

  /** Returns the spelling used in JSON and in the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #wire}. */
  public static Role of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }

  /**
   * Returns what a person with this role may do.
   *
   * @param readsTexts grants a viewer the reading of customers' texts
   */
  public Set<Scope> scopes(boolean readsTexts) {
    var scopes = EnumSet.noneOf(Scope.class);
    for (var role : values()) {
      if (role.compareTo(this) <= 0) {
        scopes.addAll(role.added);
      }
    }
    if (readsTexts) {
      scopes.addAll(TEXTS);
    }
    return Scope.coveredBy(scopes);
  }
}
