package dev.parley.api.event;

import dev.parley.store.PlainStatement;
import dev.parley.store.StoredJson;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What events tell of contacts: what they do not tell stays as it is. */
final class ContactSnapshot {
  private static final List<String> TEXTS = List.of("name", "phone", "email");

  /** By the columns that are told. */
  private static final Map<List<String>, PlainStatement> KEEPING = new ConcurrentHashMap<>();

  private ContactSnapshot() {}

  /** Keeps what is told unless something newer was; the contact's id, null when none is told of. */
  static @Nullable String keep(DSLContext tx, CloudEvent event) {
    var contact = event.data().path("conversation").path("contact");
    if (!contact.isObject()) {
      return null;
    }
    var id = contact.path("id").stringValue();
    var columns = new ArrayList<String>();
    var values = new ArrayList<@Nullable Object>();
    values.add(id);
    values.add(event.time().atOffset(ZoneOffset.UTC));
    for (var text : TEXTS) {
      if (contact.has(text)) {
        columns.add(text);
        values.add(contact.path(text).isNull() ? null : contact.path(text).stringValue());
      }
    }
    if (contact.has("fields")) {
      columns.add("fields");
      values.add(StoredJson.of(StoredJson.plain(contact.path("fields"))));
    }
    KEEPING.computeIfAbsent(columns, ContactSnapshot::keeping).execute(tx, values.toArray());
    return id;
  }

  private static PlainStatement keeping(List<String> columns) {
    return new PlainStatement(
        """
        insert into contact as known (id, snapshot_at%s) values (?, ?%s)
        on conflict (id) do update set snapshot_at = excluded.snapshot_at%s,
          -- Most events tell what is known; those must not move the row in an index.
          updated_at = case when false%s then now() else known.updated_at end
        where known.snapshot_at is null or known.snapshot_at <= excluded.snapshot_at
        """
            .formatted(
                each(columns, ", %1$s"),
                columns.stream()
                    .map(column -> column.equals("fields") ? ", cast(? as jsonb)" : ", ?")
                    .collect(Collectors.joining()),
                each(columns, ", %1$s = excluded.%1$s"),
                each(columns, " or known.%1$s is distinct from excluded.%1$s")));
  }

  private static String each(List<String> columns, String text) {
    return columns.stream().map(text::formatted).collect(Collectors.joining());
  }
}
