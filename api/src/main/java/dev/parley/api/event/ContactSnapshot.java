package dev.parley.api.event;

import dev.parley.conversation.Moment;
import dev.parley.store.Contacts;
import dev.parley.store.StoredJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What events tell of contacts: what they do not tell stays as it is. */
final class ContactSnapshot {
  private static final List<String> TEXTS = List.of("name", "phone", "email");

  private ContactSnapshot() {}

  /**
   * A contact that was told of.
   *
   * @param stale what was left out of it, since something newer told it before
   */
  record Kept(String id, List<String> stale) {}

  /** Keeps what is told unless something newer was; null when no contact is told of. */
  static @Nullable Kept keep(DSLContext tx, CloudEvent event, Moment at) {
    var contact = event.data().path("conversation").path("contact");
    if (!contact.isObject()) {
      return null;
    }
    var id = contact.path("id").stringValue();
    var stale = Contacts.tell(tx, id, told(contact), at);
    return new Kept(id, stale.stream().map(part -> "contact/" + part).toList());
  }

  private static Contacts.Told told(JsonNode contact) {
    var texts = new LinkedHashMap<String, @Nullable String>();
    for (var text : TEXTS) {
      if (contact.has(text)) {
        texts.put(text, contact.path(text).isNull() ? null : contact.path(text).stringValue());
      }
    }
    return new Contacts.Told(
        texts, contact.has("fields") ? StoredJson.plain(contact.path("fields")) : Map.of());
  }
}
