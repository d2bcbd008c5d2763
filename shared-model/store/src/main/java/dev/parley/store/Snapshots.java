package dev.parley.store;

import static dev.parley.db.Tables.CONTACT;

import dev.parley.conversation.Assignee;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationField;
import dev.parley.conversation.Label;
import dev.parley.store.sql.StoredJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** A conversation as events carry it and templates read it ({@code data}). */
public final class Snapshots {
  private Snapshots() {}

  /** Returns the conversation with its contact; unset properties are omitted. */
  public static Map<String, Object> conversation(DSLContext tx, Conversation now) {
    var map = new LinkedHashMap<String, Object>();
    map.put("id", now.id());
    ConversationField.ALL.forEach(field -> map.put(field.name(), field.plain(now)));
    map.put("labels", now.labels().stream().map(Label::name).toList());
    map.put("fields", now.fields());
    if (now.sentiment() != null) {
      map.put("sentiment", now.sentiment());
    }
    var contactId = now.contactId();
    if (contactId != null) {
      map.put("contact", contact(tx, contactId));
    }
    if (now.assignee() != null) {
      map.put("assignee", assignee(now.assignee()));
    }
    return map;
  }

  /** Returns a contact; unset properties are omitted. */
  public static Map<String, Object> contact(DSLContext tx, String id) {
    var map = new LinkedHashMap<String, Object>();
    map.put("id", id);
    tx.selectFrom(CONTACT)
        .where(CONTACT.ID.eq(id))
        .fetchOptional()
        .ifPresent(row -> {
          put(map, "name", row.getName());
          put(map, "phone", row.getPhone());
          put(map, "email", row.getEmail());
          map.put("fields", StoredJson.map(row.getFields()));
        });
    return map;
  }

  private static Map<String, Object> assignee(Assignee assignee) {
    return Map.of("type", assignee.type().wire(), "id", assignee.id());
  }

  private static void put(Map<String, Object> map, String key, @Nullable String value) {
    if (value != null) {
      map.put(key, value);
    }
  }
}
