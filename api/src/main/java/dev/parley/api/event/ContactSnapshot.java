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

/** Updates contacts from events; data that an event omits stays unchanged. */
final class ContactSnapshot {
  private ContactSnapshot() {}

  /**
   * A contact reported by an event.
   *
   * @param stale the parts that were left out because something newer was known
   */
  record Kept(String id, List<String> stale) {}

  /**
   * Inserts or updates the contact unless something newer was reported; null if the event has no
   * contact.
   */
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
