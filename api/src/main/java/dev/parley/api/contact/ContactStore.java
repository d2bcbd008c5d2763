package dev.parley.api.contact;

import static dev.parley.db.Tables.CONTACT;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Texts;
import dev.parley.api.catalogue.CatalogueStore.Archived;
import dev.parley.api.input.Checks;
import dev.parley.api.page.ByChange;
import dev.parley.conversation.Moment;
import dev.parley.store.Contacts;
import dev.parley.store.Ids;
import dev.parley.store.sql.StoredJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Contacts: the customers, identified by ids of other systems or of Parley. */
final class ContactStore {
  private static final int MOST_CONVERSATIONS = 100;
  private static final Field<Integer> CONVERSATIONS =
      SegmentStore.conversations(MOST_CONVERSATIONS).as("conversations");

  /** Shorter words contain no trigram, so an index cannot find them within texts. */
  private static final int SHORTEST_INDEXED = 3;

  private ContactStore() {}

  /**
   * A contact in a response.
   *
   * @param conversations the number of its conversations, at most 100
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ContactView(
      String id,
      @Nullable String name,
      @Nullable String phone,
      @Nullable String email,
      Map<String, Object> fields,
      int conversations,
      boolean archived,
      OffsetDateTime createdAt,
      OffsetDateTime updatedAt,
      @Nullable OffsetDateTime archivedAt) {}

  /** A new contact. */
  @Schema(name = "ContactSent")
  record ContactSent(
      @Schema(minLength = 1, maxLength = 128) @Nullable String id,
      @Schema(maxLength = 200) @Nullable String name,
      @Schema(maxLength = 50) @Nullable String phone,
      @Schema(maxLength = 320) @Nullable String email,
      @Schema(ref = "#/components/schemas/FieldValues")
          @Nullable Map<String, @Nullable Object> fields) {

    ContactSent checked() {
      ContactStore.checks(Checks.ofNew(), name, phone, email)
          .that(
              id == null || (!id.isEmpty() && Texts.fits(id, 128)),
              "id",
              "text-length",
              "An id must have 1 to 128 characters.")
          .that(
              given(name) || given(phone) || given(email),
              "name",
              "missing",
              "A contact must have a name, a phone number or an email address.")
          .orThrow();
      return this;
    }
  }

  /** An update of a contact; absent values stay unchanged, and an empty text clears. */
  @Schema(name = "ContactChange")
  record ContactChange(
      @Schema(maxLength = 200) @Nullable String name,
      @Schema(maxLength = 50) @Nullable String phone,
      @Schema(maxLength = 320) @Nullable String email,
      @Schema(ref = "#/components/schemas/FieldValues")
          @Nullable Map<String, @Nullable Object> fields) {

    ContactChange checked() {
      ContactStore.checks(Checks.ofChange(), name, phone, email).orThrow();
      return this;
    }
  }

  private static Checks checks(
      Checks checks, @Nullable String name, @Nullable String phone, @Nullable String email) {
    return checks
        .optional("name", name, 200)
        .optional("phone", phone, 50)
        .optional("email", email, 320);
  }

  private static boolean given(@Nullable String text) {
    return text != null && !Texts.isBlank(text);
  }

  /** A position in the list, most recently changed first. */
  record Place(OffsetDateTime updatedAt, String id) {}

  static List<ContactView> list(
      DSLContext tx,
      Archived archived,
      @Nullable String search,
      @Nullable SegmentFilter segment,
      ByChange changes,
      @Nullable Place after,
      int limit) {
    return tx.select(CONTACT.fields())
        .select(CONVERSATIONS)
        .from(CONTACT)
        .where(CONTACT.SANDBOX.isFalse())
        .and(archived.where(CONTACT.ARCHIVED_AT))
        .and(search == null || search.isBlank() ? noCondition() : found(search.strip()))
        .and(segment == null ? noCondition() : SegmentStore.where(segment))
        .and(
            after == null
                ? noCondition()
                : changes.past(CONTACT.UPDATED_AT, CONTACT.ID, after.updatedAt(), after.id()))
        .and(changes.within(CONTACT.UPDATED_AT))
        .orderBy(changes.order(CONTACT.UPDATED_AT, CONTACT.ID))
        .limit(limit)
        .fetch(ContactStore::view);
  }

  /** Inlined, so that the statement is planned for this word. */
  private static Condition found(String search) {
    var like = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return search.length() < SHORTEST_INDEXED
        ? lower(CONTACT.NAME).like(inline(like.toLowerCase(Locale.ROOT) + "%"))
        : condition("{0} ilike {1}", CONTACT.SEARCHED, inline("%" + like + "%"));
  }

  static Optional<ContactView> find(DSLContext tx, String id) {
    return tx.select(CONTACT.fields())
        .select(CONVERSATIONS)
        .from(CONTACT)
        .where(CONTACT.ID.eq(id))
        .and(CONTACT.SANDBOX.isFalse())
        .fetchOptional(ContactStore::view);
  }

  /** Adds a contact and returns its id; empty if the id is taken. */
  static Optional<String> insert(DSLContext tx, ContactSent sent) {
    var id = sent.id() == null ? Ids.next().toString() : sent.id();
    return Contacts.insertIfAbsent(
            tx, id, told(sent.name(), sent.phone(), sent.email(), sent.fields()))
        ? Optional.of(id)
        : Optional.empty();
  }

  /** Updates the given values; returns false if there is no such contact. */
  static boolean update(DSLContext tx, String id, ContactChange change) {
    var found =
        tx.select(CONTACT.ID)
            .from(CONTACT)
            .where(CONTACT.ID.eq(id))
            .and(CONTACT.SANDBOX.isFalse())
            .forNoKeyUpdate()
            .fetchOptional();
    if (found.isPresent()) {
      var told = told(change.name(), change.phone(), change.email(), change.fields());
      var _ = Contacts.tell(tx, id, told, Moment.now());
    }
    return found.isPresent();
  }

  /** Locks a contact until the transaction ends. */
  static void lock(DSLContext tx, String id) {
    tx.select(CONTACT.ID).from(CONTACT).where(CONTACT.ID.eq(id)).forNoKeyUpdate().execute();
  }

  /** Archives or unarchives; idempotent. */
  static void archive(DSLContext tx, String id, boolean archived) {
    tx.update(CONTACT)
        .set(
            CONTACT.ARCHIVED_AT,
            archived
                ? currentOffsetDateTime()
                : org.jooq.impl.DSL.castNull(CONTACT.ARCHIVED_AT.getDataType()))
        .set(CONTACT.UPDATED_AT, currentOffsetDateTime())
        .where(CONTACT.ID.eq(id))
        .and(CONTACT.SANDBOX.isFalse())
        .and(archived ? CONTACT.ARCHIVED_AT.isNull() : CONTACT.ARCHIVED_AT.isNotNull())
        .execute();
  }

  private static Contacts.Told told(
      @Nullable String name,
      @Nullable String phone,
      @Nullable String email,
      @Nullable Map<String, @Nullable Object> fields) {
    var texts = new LinkedHashMap<String, @Nullable String>();
    put(texts, "name", name);
    put(texts, "phone", phone);
    put(texts, "email", email);
    return new Contacts.Told(texts, fields == null ? Map.of() : fields);
  }

  private static void put(Map<String, @Nullable String> texts, String name, @Nullable String text) {
    if (text != null) {
      texts.put(name, Texts.isBlank(text) ? null : text.strip());
    }
  }

  private static ContactView view(Record row) {
    return new ContactView(
        row.get(CONTACT.ID),
        row.get(CONTACT.NAME),
        row.get(CONTACT.PHONE),
        row.get(CONTACT.EMAIL),
        StoredJson.map(row.get(CONTACT.FIELDS)),
        row.get(CONVERSATIONS),
        row.get(CONTACT.ARCHIVED_AT) != null,
        row.get(CONTACT.CREATED_AT),
        row.get(CONTACT.UPDATED_AT),
        row.get(CONTACT.ARCHIVED_AT));
  }
}
