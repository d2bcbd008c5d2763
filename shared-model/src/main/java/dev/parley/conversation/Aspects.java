package dev.parley.conversation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When each part of a conversation was last told. An event that is older than that leaves the part
 * as it is: a late event changes what nothing newer has changed, and no more.
 *
 * @param told microseconds since 1970, by aspect
 * @param floor before this nothing counts, of a conversation that an earlier release kept; null
 *     when there is no such time
 */
public record Aspects(Map<String, Long> told, @Nullable Instant floor) {
  public static final String CHANNEL = "channel";
  public static final String STATUS = "status";
  public static final String STARRED = "starred";
  public static final String ASSIGNEE = "assignee";
  public static final String CONTACT = "contact";

  /** A list of all labels: what it leaves out is absent, as far as it was there. */
  public static final String LABELS = "labels";

  /** Nothing was told yet. */
  public static final Aspects NONE = new Aspects(Map.of(), null);

  public Aspects {
    told = Map.copyOf(told);
  }

  /** The aspect of one label, present or absent; by its id, since its name may change. */
  public static String label(Label label) {
    return "labels/" + label.id();
  }

  /** The aspect of one custom field. */
  public static String field(String key) {
    return "fields/" + key;
  }

  /** Returns whether something of that moment still counts for an aspect. */
  public boolean admit(String aspect, Moment moment) {
    if (!moment.isTold()) {
      return true;
    }
    var known = told.get(aspect);
    return (known == null || known <= moment.micros())
        && (floor == null || !floor.truncatedTo(ChronoUnit.MICROS).isAfter(moment.at()));
  }

  /** The aspects in which two states of a conversation differ. */
  public static Set<String> changed(Conversation before, Conversation after) {
    var changed = new LinkedHashSet<String>();
    note(changed, CHANNEL, before.channel(), after.channel());
    note(changed, STATUS, before.status(), after.status());
    note(changed, STARRED, before.starred(), after.starred());
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

  /** The aspects of a conversation that is made here: all that it is. */
  public static Set<String> of(Conversation made) {
    var all = new LinkedHashSet<>(Set.of(CHANNEL, STATUS, STARRED));
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
