package dev.parley.store;

import static dev.parley.db.Tables.CONTACT;

import dev.parley.conversation.Aspects;
import dev.parley.conversation.Moment;
import dev.parley.store.sql.Postgres;
import dev.parley.store.sql.SqlStatement;
import dev.parley.store.sql.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** The contacts that events have reported or users have changed. */
public final class Contacts {
  private static final List<String> TEXTS = List.of("name", "phone", "email");

  /**
   * Each part applies unless something newer was reported. The row is locked from here on, so that
   * concurrent updates are serialized.
   */
  private static final SqlStatement TELL =
      new SqlStatement(
          """
          insert into contact as known (id, name, phone, email, fields, aspects)
          values (?, ?, ?, ?, cast(? as jsonb), cast(? as jsonb))
          on conflict (id) do update set (name, phone, email, fields, aspects, updated_at) = (
            select kept.name, kept.phone, kept.email, kept.fields, known.aspects || counted.reported,
              -- Most events tell what is known; those must not move the row in an index.
              case when (kept.name, kept.phone, kept.email, kept.fields)
                  is distinct from (known.name, known.phone, known.email, known.fields)
                then now() else known.updated_at end
            from (
              select coalesce(jsonb_object_agg(key, greatest(value, known.aspects -> key)), '{}') as reported
              from jsonb_each(excluded.aspects)
              where cast(? as boolean) or value >= coalesce(greatest(known.aspects -> key,
                to_jsonb(floor(extract(epoch from known.snapshot_at) * 1000000))), value)
            ) as counted,
            lateral (
              select
                case when jsonb_exists(reported, 'name') then excluded.name else known.name end as name,
                case when jsonb_exists(reported, 'phone') then excluded.phone else known.phone end as phone,
                case when jsonb_exists(reported, 'email') then excluded.email else known.email end as email,
                (select coalesce(jsonb_object_agg(key, value), '{}') from (
                  select key, value from jsonb_each(known.fields)
                  where not jsonb_exists(reported, 'fields/' || key)
                  union all
                  select key, value from jsonb_each(excluded.fields)
                  where jsonb_exists(reported, 'fields/' || key)) as one) as fields
            ) as kept)
          returning name, phone, email, fields, aspects, snapshot_at
          """);

  private Contacts() {}

  /**
   * Reported data of a contact; absent parts were not reported.
   *
   * @param texts name, phone and email by these keys; null clears
   * @param fields custom fields by key; null clears
   */
  public record Told(
      Map<String, @Nullable String> texts, Map<String, ? extends @Nullable Object> fields) {
    private Set<String> aspects() {
      var aspects = new LinkedHashSet<>(texts.keySet());
      fields.keySet().forEach(key -> aspects.add(Aspects.field(key)));
      return aspects;
    }

    private JSONB values() {
      var values = new LinkedHashMap<String, Object>();
      fields.forEach((key, value) -> {
        if (value != null) {
          values.put(key, value);
        }
      });
      return StoredJson.of(values);
    }
  }

  /**
   * Inserts or updates a contact, except for parts for which something newer was reported.
   *
   * @return the parts left out, such as {@code name} or {@code fields/plan}
   */
  public static List<String> tell(DSLContext tx, String id, Told told, Moment at) {
    return TELL.fetchOptional(
            tx,
            row -> leftOut(row, told, at),
            id,
            told.texts().get("name"),
            told.texts().get("phone"),
            told.texts().get("email"),
            told.values(),
            Conversations.told(told.aspects(), at),
            !at.isTold())
        .orElseThrow();
  }

  /** Adds a contact unless the id exists; returns true if it was added. */
  public static boolean insertIfAbsent(DSLContext tx, String id, Told told) {
    return tx.insertInto(CONTACT)
            .set(CONTACT.ID, id)
            .set(CONTACT.NAME, told.texts().get("name"))
            .set(CONTACT.PHONE, told.texts().get("phone"))
            .set(CONTACT.EMAIL, told.texts().get("email"))
            .set(CONTACT.FIELDS, told.values())
            .set(CONTACT.ASPECTS, Conversations.told(told.aspects(), Moment.now()))
            .onConflictDoNothing()
            .execute()
        > 0;
  }

  /** Returns the reported parts that were not applied because something newer says otherwise. */
  private static List<String> leftOut(ResultSet row, Told told, Moment at) throws SQLException {
    if (!at.isTold()) {
      return List.of();
    }
    var aspects =
        new Aspects(
            StoredJson.longs(JSONB.valueOf(row.getString("aspects"))),
            Postgres.instant(row.getObject("snapshot_at", OffsetDateTime.class)));
    var out = new ArrayList<String>();
    for (var text : TEXTS) {
      if (told.texts().containsKey(text)
          && !aspects.admit(text, at)
          && !Objects.equals(told.texts().get(text), row.getString(text))) {
        out.add(text);
      }
    }
    if (!told.fields().isEmpty()) {
      var kept = StoredJson.map(JSONB.valueOf(row.getString("fields")));
      told.fields()
          .forEach((key, value) -> {
            if (!aspects.admit(Aspects.field(key), at) && !Objects.equals(value, kept.get(key))) {
              out.add(Aspects.field(key));
            }
          });
    }
    return out;
  }
}
