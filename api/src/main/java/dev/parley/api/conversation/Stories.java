package dev.parley.api.conversation;

import dev.parley.api.conversation.Timeline.Entry;
import dev.parley.api.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a timeline, each in its own order.
 *
 * @param firstMessages positions of the messages with which conversations began, by event
 */
record Stories(
    Deque<Told> events,
    Deque<Told> messages,
    Deque<Told> runs,
    Deque<Told> held,
    Map<UUID, Long> firstMessages) {
  /** Order within one millisecond: an event comes before its message and the runs it started. */
  private static final List<String> CAUSE_FIRST =
      List.of("event", "message", "notStarted", "execution");

  /** The position reached in each table; the next page holds what is before it. */
  record Places(long event, long message, UUID execution, UUID held) {
    static final UUID LAST = new UUID(-1, -1);
    private static final Places END = new Places(Long.MAX_VALUE, Long.MAX_VALUE, LAST, LAST);

    String text() {
      var all = event + " " + message + " " + execution + " " + held;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(all.getBytes(StandardCharsets.UTF_8));
    }

    static Places read(@Nullable String cursor) {
      if (cursor == null || cursor.isEmpty()) {
        return END;
      }
      try {
        var all = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        var parts = List.of(all.split(" ", -1));
        return new Places(
            Long.parseLong(parts.get(0)),
            Long.parseLong(parts.get(1)),
            UUID.fromString(parts.get(2)),
            UUID.fromString(parts.get(3)));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw Refusal.unreadable("cursor-invalid", "The cursor does not belong to this list.");
      }
    }

    Places after(Told told) {
      return switch (told.entry().kind()) {
        case "event" -> new Places(told.seq(), message, execution, held);
        case "message" -> new Places(event, told.seq(), execution, held);
        case "execution" -> new Places(event, message, told.id(), held);
        default -> new Places(event, message, execution, told.id());
      };
    }
  }

  /**
   * An entry with its position in its table.
   *
   * @param seq for tables that have sequence numbers
   */
  record Told(Entry entry, long seq, UUID id) {}

  /**
   * Returns the source whose next entry is the newest. Each source keeps its own order, which is
   * not that of the times: a late entry has an earlier time than existing ones, and a page that
   * ends between the two would skip it.
   */
  @Nullable Deque<Told> newest(Places places) {
    return Stream.of(events, messages, held, runs)
        .filter(story -> !story.isEmpty())
        .max(
            Comparator.comparing((Deque<Told> story) -> story.element().entry().time())
                .thenComparingInt(story -> CAUSE_FIRST.indexOf(story.element().entry().kind())))
        .map(story -> beginning(story, places))
        .orElse(null);
  }

  /**
   * Delays the beginning of a conversation until its first message is shown: by the sender's clock,
   * the message was written before.
   */
  private Deque<Told> beginning(Deque<Told> next, Places places) {
    var first = firstMessages.get(next.element().id());
    return first != null && first < places.message() && !messages.isEmpty() ? messages : next;
  }
}
