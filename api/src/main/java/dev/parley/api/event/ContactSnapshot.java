package dev.parley.api.event;

import dev.parley.conversation.EventData;
import dev.parley.conversation.Moment;
import dev.parley.conversation.Update;
import dev.parley.store.Contacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What events tell of contacts: what they do not tell stays as it is. */
final class ContactSnapshot {
  private ContactSnapshot() {}

  /**
   * A contact that was told of.
   *
   * @param stale what was left out of it, since something newer told it before
   */
  record Kept(String id, List<String> stale) {}

  /** Keeps what is told unless something newer was; null when no contact is told of. */
  static @Nullable Kept keep(DSLContext tx, CloudEvent event, Moment at) {
    var contact = event.data().conversation().contact();
    if (contact.isEmpty()) {
      return null;
    }
    var id = contact.get().id();
    var stale = Contacts.tell(tx, id, told(contact.get()), at);
    return new Kept(id, stale.stream().map(part -> "contact/" + part).toList());
  }

  private static Contacts.Told told(EventData.Contact contact) {
    var texts = new LinkedHashMap<String, @Nullable String>();
    put(texts, "name", contact.name());
    put(texts, "phone", contact.phone());
    put(texts, "email", contact.email());
    return new Contacts.Told(texts, contact.fields().orElse(Map.of()));
  }

  private static void put(Map<String, @Nullable String> texts, String name, Update<String> update) {
    if (update.isTold()) {
      texts.put(name, update.value());
    }
  }
}
