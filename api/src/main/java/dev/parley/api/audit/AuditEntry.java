package dev.parley.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.google.common.hash.Hashing;
import dev.parley.api.security.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit log.
 *
 * @param at to the microsecond
 * @param address the network address that the request came from
 * @param operation as the OpenAPI document names it
 * @param reason the code of the problem if it was not done
 * @param change what was sent, without secrets and customers' data, and what it changed; in the
 *     characters that were hashed
 * @param previous the hash of the entry before this one
 * @param hash SHA-256, in hexadecimal
 */
@Schema(name = "AuditEntry")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditEntry(
    long sequence,
    Instant at,
    Actor actor,
    String address,
    String userAgent,
    String operation,
    Thing object,
    Outcome outcome,
    @Nullable String reason,
    @Schema(types = "object") @JsonRawValue @Nullable String change,
    String previous,
    String hash) {
  /** The hash before the first entry. */
  static final String NONE = "0".repeat(64);

  /** The kinds of actors. */
  enum ActorKind {
    /** Signed in. */
    @JsonProperty("person")
    PERSON,
    /** A service with an API key. */
    @JsonProperty("key")
    KEY,
    /** Not authenticated. */
    @JsonProperty("anonymous")
    ANONYMOUS,
    /** Parley itself. */
    @JsonProperty("system")
    SYSTEM;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The caller of an operation.
   *
   * @param id null if anonymous, and for the administrator's key
   * @param name at that time
   * @param role of a person at that time
   */
  @Schema(name = "AuditActor")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Actor(ActorKind kind, @Nullable UUID id, String name, @Nullable Role role) {
    static final Actor ANONYMOUS = new Actor(ActorKind.ANONYMOUS, null, "Anonymous", null);
  }

  /**
   * The object of an operation.
   *
   * @param id of contacts and conversations, a keyed hash
   * @param name at that time
   */
  @Schema(name = "AuditObject")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Thing(String kind, @Nullable String id, @Nullable String name) {}

  /** The outcomes. */
  enum Outcome {
    @JsonProperty("done")
    DONE,
    /** The caller may not do it. */
    @JsonProperty("refused")
    REFUSED,
    /** The request ended with an error after a part of it was done. */
    @JsonProperty("failed")
    FAILED;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns the entry with its place in the chain. */
  AuditEntry after(long last, String lastHash) {
    var placed = with(last + 1, lastHash, NONE);
    return placed.with(placed.sequence, lastHash, placed.computed());
  }

  /** Returns an entry about more refusals of the same kind. */
  AuditEntry repeated(int times) {
    return new AuditEntry(
        sequence,
        at,
        actor,
        address,
        userAgent,
        operation,
        object,
        outcome,
        reason,
        "{\"repeated\":" + times + "}",
        previous,
        hash);
  }

  private AuditEntry with(long newSequence, String newPrevious, String newHash) {
    return new AuditEntry(
        newSequence,
        at,
        actor,
        address,
        userAgent,
        operation,
        object,
        outcome,
        reason,
        change,
        newPrevious,
        newHash);
  }

  /**
   * Returns the hash that its content must have: SHA-256 of the previous hash and then the other
   * columns in their order in the table, each as its length in bytes, a colon, its bytes in UTF-8
   * and a comma, or as {@code -,} if it is null.
   */
  String computed() {
    var fields =
        Stream.of(
            previous,
            Long.toString(sequence),
            at.toString(),
            actor.kind().wire(),
            text(actor.id()),
            actor.name(),
            actor.role() == null ? null : actor.role().wire(),
            address,
            userAgent,
            operation,
            object.kind(),
            object.id(),
            object.name(),
            outcome.wire(),
            reason,
            change);
    var canonical = fields.map(AuditEntry::canonical).collect(Collectors.joining());
    return Hashing.sha256().hashString(canonical, StandardCharsets.UTF_8).toString();
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  private static String canonical(@Nullable String field) {
    return field == null ? "-," : field.getBytes(StandardCharsets.UTF_8).length + ":" + field + ",";
  }
}
