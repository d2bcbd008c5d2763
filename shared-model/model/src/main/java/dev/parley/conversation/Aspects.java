package dev.parley.conversation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records when each part of a conversation was last reported. An event older than that leaves the
 * part unchanged, so a late event only changes what nothing newer has changed.
 *
 * @param told microseconds since 1970, by aspect
 * @param floor for conversations from earlier releases: the time before which events are ignored;
 *     null if there is none
 */
public record Aspects(Map<String, Long> told, @Nullable Instant floor) {
  public static final String ASSIGNEE = "assignee";
  public static final String CONTACT = "contact";

  /** A complete list of labels: any label that it omits is absent. */
  public static final String LABELS = "labels";

  /** Nothing has been reported yet. */
  public static final Aspects NONE = new Aspects(Map.of(), null);

  public Aspects {
    told = Map.copyOf(told);
  }

  /**
   * Returns the aspect of one label, present or absent. It uses the id, since the name may change.
   */
  public static String label(Label label) {
    return "labels/" + label.id();
  }

  /** Returns the aspect of one custom field. */
  public static String field(String key) {
    return "fields/" + key;
  }

  /** Returns true if something that happened at that moment still applies to the aspect. */
  public boolean admit(String aspect, Moment moment) {
    if (!moment.isTold()) {
      return true;
    }
    var known = told.get(aspect);
    return (known == null || known <= moment.micros())
        && (floor == null || !floor.truncatedTo(ChronoUnit.MICROS).isAfter(moment.at()));
  }

  /** Returns the aspects in which two states of a conversation differ. */
  public static Set<String> changed(Conversation before, Conversation after) {
    var changed = new LinkedHashSet<String>();
    ConversationField.ALL.stream()
        .filter(field -> field.differs(before, after))
        .forEach(field -> changed.add(field.name()));
    note(changed, ASSIGNEE, before.assignee(), after.assignee());
    note(changed, CONTACT, before.contactId(), after.contactId());
    after.labels().stream()
        .filter(label -> !before.hasLabel(label.id()))
        .forEach(label -> changed.add(label(label)));
    before.labels().stream()
        .filter(label -> !after.hasLabel(label.id()))
        .forEach(label -> changed.add(label(label)));
    var keys = new LinkedHashSet<>(before.fields().keySet());
    keys.addAll(after.fields().keySet());
    keys.forEach(
        key -> note(changed, field(key), before.fields().get(key), after.fields().get(key)));
    return changed;
  }

  private static void note(
      Set<String> changed, String aspect, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      changed.add(aspect);
    }
  }

  /** Returns all aspects of a newly created conversation. */
  public static Set<String> of(Conversation made) {
    var all = new LinkedHashSet<String>();
    ConversationField.ALL.forEach(field -> all.add(field.name()));
    if (made.assignee() != null) {
      all.add(ASSIGNEE);
    }
    if (made.contactId() != null) {
      all.add(CONTACT);
    }
    made.labels().forEach(label -> all.add(label(label)));
    made.fields().keySet().forEach(key -> all.add(field(key)));
    return all;
  }
}
