package dev.parley.api.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A permission: keys are given scopes, roles consist of them, and operations require one. */
public enum Scope {
  /** Post events and read their outcomes. */
  @JsonProperty("events:write")
  EVENTS_WRITE("events:write"),
  /** Read received and rejected events. */
  @JsonProperty("events:read")
  EVENTS_READ("events:read"),
  /** Correct and discard rejected events. */
  @JsonProperty("rejected-events:write")
  REJECTED_EVENTS_WRITE("rejected-events:write"),
  /** Read workflows and their versions. */
  @JsonProperty("workflows:read")
  WORKFLOWS_READ("workflows:read"),
  /** Draw, save and test workflows. */
  @JsonProperty("workflows:write")
  WORKFLOWS_WRITE("workflows:write"),
  /** Publish, pause, resume, archive and delete workflows. */
  @JsonProperty("workflows:publish")
  WORKFLOWS_PUBLISH("workflows:publish"),
  /** Read runs, without customers' texts unless the texts can be read. */
  @JsonProperty("executions:read")
  EXECUTIONS_READ("executions:read"),
  /** Start, cancel and retry runs. */
  @JsonProperty("executions:write")
  EXECUTIONS_WRITE("executions:write"),
  /** Read customers' texts in runs: events, inputs, outputs and error messages. */
  @JsonProperty("texts:read")
  TEXTS_READ("texts:read"),
  /** Read conversations and their messages. */
  @JsonProperty("conversations:read")
  CONVERSATIONS_READ("conversations:read"),
  /** Write messages, assign, label and resolve conversations. */
  @JsonProperty("conversations:write")
  CONVERSATIONS_WRITE("conversations:write"),
  /** Read contacts. */
  @JsonProperty("contacts:read")
  CONTACTS_READ("contacts:read"),
  /** Create, change and archive contacts. */
  @JsonProperty("contacts:write")
  CONTACTS_WRITE("contacts:write"),
  /** Read labels, fields, users, AI personas, segments, channels and skill sets. */
  @JsonProperty("catalogs:read")
  CATALOGS_READ("catalogs:read"),
  /** Change labels, fields, AI personas and segments. */
  @JsonProperty("catalogs:write")
  CATALOGS_WRITE("catalogs:write"),
  /** List the names of secrets. */
  @JsonProperty("secrets:read")
  SECRETS_READ("secrets:read"),
  /** Create, replace and delete secrets. */
  @JsonProperty("secrets:write")
  SECRETS_WRITE("secrets:write"),
  /** Read the settings of the installation. */
  @JsonProperty("settings:read")
  SETTINGS_READ("settings:read"),
  /** Change the settings of the installation, channels, skill sets and models. */
  @JsonProperty("settings:write")
  SETTINGS_WRITE("settings:write"),
  /** Invite people, and change their roles. */
  @JsonProperty("people:write")
  PEOPLE_WRITE("people:write"),
  /** List, create, rotate and revoke API keys. */
  @JsonProperty("api-keys:write")
  API_KEYS_WRITE("api-keys:write"),
  /** Read and export the audit log. */
  @JsonProperty("audit:read")
  AUDIT_READ("audit:read"),
  /** Export and erase the data of contacts. */
  @JsonProperty("privacy:write")
  PRIVACY_WRITE("privacy:write"),
  /** Read the metrics of an instance. */
  @JsonProperty("metrics:read")
  METRICS_READ("metrics:read"),
  /** Read everything except API keys and the audit log. */
  @JsonProperty("read")
  READ("read"),
  /** Everything. */
  @JsonProperty("admin")
  ADMIN("admin");

  private final String wire;

  Scope(String wire) {
    this.wire = wire;
  }

  /** Returns the spelling used in JSON and in the database. */
  public String wire() {
    return wire;
  }

  /** Reads {@link #wire}. */
  public static Scope of(String wire) {
    return Arrays.stream(values())
        .filter(scope -> scope.wire.equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("scope: unknown \"" + wire + "\""));
  }

  /** Returns true if this scope includes the other one. */
  public boolean covers(Scope other) {
    return switch (this) {
      case ADMIN -> true;
      case READ -> other == READ || (other.wire.endsWith(":read") && other != AUDIT_READ);
      case EVENTS_WRITE,
          EVENTS_READ,
          REJECTED_EVENTS_WRITE,
          WORKFLOWS_READ,
          WORKFLOWS_WRITE,
          WORKFLOWS_PUBLISH,
          EXECUTIONS_READ,
          EXECUTIONS_WRITE,
          TEXTS_READ,
          CONVERSATIONS_READ,
          CONVERSATIONS_WRITE,
          CONTACTS_READ,
          CONTACTS_WRITE,
          CATALOGS_READ,
          CATALOGS_WRITE,
          SECRETS_READ,
          SECRETS_WRITE,
          SETTINGS_READ,
          SETTINGS_WRITE,
          PEOPLE_WRITE,
          API_KEYS_WRITE,
          AUDIT_READ,
          PRIVACY_WRITE,
          METRICS_READ ->
          this == other;
    };
  }

  /** Returns every scope that one of these covers. */
  static Set<Scope> coveredBy(Set<Scope> scopes) {
    return Arrays.stream(values())
        .filter(scope -> scopes.stream().anyMatch(one -> one.covers(scope)))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
  }
}
