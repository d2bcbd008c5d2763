package dev.parley.api.privacy;

import static dev.parley.db.Tables.CONTACT;
import static dev.parley.db.Tables.ERASURE;
import static dev.parley.db.Tables.FIELD;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.store.Ids;
import dev.parley.store.sql.StoredJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Erasures: what is to be erased, how far it is, and what came of it. */
final class ErasureStore {
  private ErasureStore() {}

  /** The parts of an erasure, in order. */
  enum Phase {
    /** Open runs are cancelled, here and in Temporal. */
    @JsonProperty("ending")
    ENDING,
    /** Conversations are deleted, then the contact. */
    @JsonProperty("removing")
    REMOVING,
    /** Copies elsewhere are deleted, and everything is searched. */
    @JsonProperty("searching")
    SEARCHING,
    @JsonProperty("done")
    DONE;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Phase of(String wire) {
      return valueOf(wire.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * An erasure in a response. It does not say whose data it erases.
   *
   * @param erased the number of deleted objects by kind of data
   * @param problem why it does not continue at the moment
   * @param search the result; null until it is done
   */
  @Schema(name = "Erasure")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      UUID id,
      Phase phase,
      String requestedBy,
      OffsetDateTime requestedAt,
      @Nullable OffsetDateTime completedAt,
      Map<String, Long> erased,
      @Nullable String problem,
      @Nullable Found search) {}

  /** An erasure to continue. */
  record Job(UUID id, String contact, Phase phase, Sought sought, int rounds) {}

  /**
   * Begins the erasure of a contact; empty if there is no contact. One that is under way includes
   * what the contact wrote while it searched.
   */
  static Optional<View> begin(DSLContext tx, String contact, String by) {
    var known =
        tx.selectFrom(CONTACT)
            .where(CONTACT.ID.eq(contact))
            .and(CONTACT.SANDBOX.isFalse())
            .forUpdate()
            .fetchOptional();
    if (known.isPresent()) {
      tx.insertInto(ERASURE)
          .set(ERASURE.ID, Ids.next())
          .set(ERASURE.CONTACT_ID, contact)
          .set(ERASURE.SOUGHT, StoredJson.of(sought(tx, known.get())))
          .set(ERASURE.REQUESTED_BY, by)
          .onConflict(ERASURE.CONTACT_ID)
          .where(ERASURE.CONTACT_ID.isNotNull())
          .doUpdate()
          .set(
              ERASURE.PHASE,
              when(ERASURE.PHASE.eq(Phase.SEARCHING.wire()), Phase.ENDING.wire())
                  .otherwise(ERASURE.PHASE))
          .execute();
    }
    return tx.selectFrom(ERASURE)
        .where(ERASURE.CONTACT_ID.eq(contact))
        .fetchOptional(ErasureStore::view);
  }

  static boolean isContact(DSLContext tx, String id) {
    return tx.fetchExists(CONTACT, CONTACT.ID.eq(id).and(CONTACT.SANDBOX.isFalse()));
  }

  /** Returns true if a contact is being erased. */
  static boolean isUnderWay(DSLContext tx, String contact) {
    return tx.fetchExists(ERASURE, ERASURE.CONTACT_ID.eq(contact));
  }

  /** Returns the values of a row of contacts. */
  static Sought sought(DSLContext tx, Record contact) {
    return Sought.identifiers(Stream.of(CONTACT.ID, CONTACT.PHONE, CONTACT.EMAIL).map(contact::get))
        .and(Sought.values(Stream.of(CONTACT.NAME).map(contact::get)))
        .and(Sought.fields(StoredJson.map(contact.get(CONTACT.FIELDS)), fieldTypes(tx)));
  }

  /** Returns the types of custom fields, by key. */
  static Map<String, String> fieldTypes(DSLContext tx) {
    return tx.select(FIELD.KEY, FIELD.TYPE).from(FIELD).fetchMap(FIELD.KEY, FIELD.TYPE);
  }

  static Optional<View> find(DSLContext tx, UUID id) {
    return tx.selectFrom(ERASURE).where(ERASURE.ID.eq(id)).fetchOptional(ErasureStore::view);
  }

  /** Returns a page, newest first. */
  static List<View> list(DSLContext tx, @Nullable UUID before, int limit) {
    return tx.selectFrom(ERASURE)
        .where(before == null ? noCondition() : ERASURE.ID.lt(before))
        .orderBy(ERASURE.ID.desc())
        .limit(limit)
        .fetch(ErasureStore::view);
  }

  private static View view(Record row) {
    var found = row.get(ERASURE.FOUND);
    return new View(
        row.get(ERASURE.ID),
        Phase.of(row.get(ERASURE.PHASE)),
        row.get(ERASURE.REQUESTED_BY),
        row.get(ERASURE.REQUESTED_AT),
        row.get(ERASURE.COMPLETED_AT),
        StoredJson.longs(row.get(ERASURE.COUNTS)),
        row.get(ERASURE.PROBLEM),
        found == null ? null : StoredJson.read(found, Found.class));
  }

  /** Leases an erasure that no instance works on. */
  static Optional<UUID> lease(DSLContext tx, Duration lasts) {
    return tx.update(ERASURE)
        .set(ERASURE.LEASE_UNTIL, in(lasts))
        .where(
            ERASURE.ID.in(
                select(ERASURE.ID)
                    .from(ERASURE)
                    .where(ERASURE.COMPLETED_AT.isNull())
                    .and(ERASURE.LEASE_UNTIL.lt(currentOffsetDateTime()))
                    .orderBy(ERASURE.LEASE_UNTIL)
                    .limit(1)
                    .forUpdate()
                    .skipLocked()))
        .returningResult(ERASURE.ID)
        .fetchOptional(ERASURE.ID);
  }

  /** Renews the lease, and returns the erasure as it is now; empty if it is done. */
  static Optional<Job> renew(DSLContext tx, UUID id, Duration lasts) {
    return tx.update(ERASURE)
        .set(ERASURE.LEASE_UNTIL, in(lasts))
        .where(ERASURE.ID.eq(id))
        .and(ERASURE.COMPLETED_AT.isNull())
        .returningResult(
            ERASURE.ID, ERASURE.CONTACT_ID, ERASURE.PHASE, ERASURE.SOUGHT, ERASURE.ROUNDS)
        .fetchOptional(row ->
            new Job(
                row.value1(),
                row.value2(),
                Phase.of(row.value3()),
                StoredJson.read(row.value4(), Sought.class),
                row.value5()));
  }

  /** Lets any instance continue after a pause. */
  static int pause(DSLContext tx, UUID id, Duration lasts, @Nullable String problem) {
    return tx.update(ERASURE)
        .set(ERASURE.LEASE_UNTIL, in(lasts))
        .set(ERASURE.PROBLEM, problem)
        .where(ERASURE.ID.eq(id))
        .execute();
  }

  private static Field<OffsetDateTime> in(Duration time) {
    return field(
        "now() + make_interval(secs => {0})", OffsetDateTime.class, val((double) time.toSeconds()));
  }

  /** Adds what this transaction deletes, and what is to be searched for because of it. */
  static void add(DSLContext tx, UUID id, Map<String, Long> erased, Sought sought) {
    var row =
        tx.select(ERASURE.COUNTS, ERASURE.SOUGHT)
            .from(ERASURE)
            .where(ERASURE.ID.eq(id))
            .forNoKeyUpdate()
            .fetchSingle();
    var counts = new HashMap<>(StoredJson.longs(row.value1()));
    erased.forEach((kind, count) -> {
      if (count > 0) {
        counts.merge(kind, count, Long::sum);
      }
    });
    var all = StoredJson.read(row.value2(), Sought.class).and(sought);
    tx.update(ERASURE)
        .set(ERASURE.COUNTS, StoredJson.of(counts))
        .set(ERASURE.SOUGHT, StoredJson.of(all))
        .setNull(ERASURE.PROBLEM)
        .where(ERASURE.ID.eq(id))
        .execute();
  }

  static int enter(DSLContext tx, UUID id, Phase phase) {
    return tx.update(ERASURE)
        .set(ERASURE.PHASE, phase.wire())
        .setNull(ERASURE.PROBLEM)
        .where(ERASURE.ID.eq(id))
        .and(ERASURE.COMPLETED_AT.isNull())
        .execute();
  }

  static int again(DSLContext tx, UUID id) {
    return tx.update(ERASURE)
        .set(ERASURE.ROUNDS, ERASURE.ROUNDS.plus(1))
        .where(ERASURE.ID.eq(id))
        .execute();
  }

  /**
   * Ends an erasure, and with it what it knew of the contact, unless it was requested again.
   *
   * @return true if it is done
   */
  static boolean complete(DSLContext tx, UUID id, Found found) {
    return tx.update(ERASURE)
            .set(ERASURE.PHASE, Phase.DONE.wire())
            .set(ERASURE.COMPLETED_AT, currentOffsetDateTime())
            .set(ERASURE.CONTACT_ID, castNull(ERASURE.CONTACT_ID))
            .set(ERASURE.SOUGHT, JSONB.valueOf("{}"))
            .set(ERASURE.FOUND, StoredJson.of(found))
            .setNull(ERASURE.PROBLEM)
            .where(ERASURE.ID.eq(id))
            .and(ERASURE.PHASE.eq(Phase.SEARCHING.wire()))
            .execute()
        > 0;
  }

  /** Selects erasures that have ended; those under way know the values that they search for. */
  static Condition hasEnded() {
    return ERASURE.COMPLETED_AT.isNotNull();
  }

  /** The name of the table of erasures. */
  static String table() {
    return ERASURE.getName();
  }
}
