package dev.parley.conversation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A conversation at one moment.
 *
 * @param id the sender's own string, at most 128 characters
 * @param labels in the order in which they were added, without duplicates
 * @param fields custom fields by key; values are strings, numbers or booleans
 * @param sandbox created for one test run: it contacts no customer and triggers nothing
 */
public record Conversation(
    String id,
    Channel channel,
    Status status,
    boolean starred,
    List<Label> labels,
    @Nullable Assignee assignee,
    @Nullable String contactId,
    Map<String, Object> fields,
    @Nullable String sentiment,
    boolean sandbox) {

  public Conversation {
    labels = List.copyOf(labels);
    // A JSON null is a field without a value, which is the same as an absent field.
    fields =
        fields.entrySet().stream()
            .filter(field -> Objects.nonNull(field.getValue()))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Returns true if the conversation has the label with this id. */
  public boolean hasLabel(String labelId) {
    return labels.stream().anyMatch(label -> label.id().equals(labelId));
  }

  Conversation withStatus(Status status) {
    return new Conversation(
        id, channel, status, starred, labels, assignee, contactId, fields, sentiment, sandbox);
  }

  Conversation withStarred(boolean starred) {
    return new Conversation(
        id, channel, status, starred, labels, assignee, contactId, fields, sentiment, sandbox);
  }

  Conversation withLabels(List<Label> labels) {
    return new Conversation(
        id, channel, status, starred, labels, assignee, contactId, fields, sentiment, sandbox);
  }

  Conversation withAssignee(@Nullable Assignee assignee) {
    return new Conversation(
        id, channel, status, starred, labels, assignee, contactId, fields, sentiment, sandbox);
  }

  Conversation withFields(Map<String, Object> fields) {
    return new Conversation(
        id, channel, status, starred, labels, assignee, contactId, fields, sentiment, sandbox);
  }

  Conversation withSentiment(@Nullable String sentiment) {
    return new Conversation(
        id, channel, status, starred, labels, assignee, contactId, fields, sentiment, sandbox);
  }
}
