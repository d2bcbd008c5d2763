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
        fields.values().stream().allMatch(Objects::nonNull)
            ? Map.copyOf(fields)
            : fields.entrySet().stream()
                .filter(field -> Objects.nonNull(field.getValue()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Returns a conversation of which nothing is known yet. */
  public static Conversation blank(String id) {
    return new Conversation(
        id, Channel.WEBCHAT, Status.OPEN, false, List.of(), null, null, Map.of(), null, false);
  }

  /** Returns true if the conversation has the label with this id. */
  public boolean hasLabel(String labelId) {
    return labels.stream().anyMatch(label -> label.id().equals(labelId));
  }

  /** Returns the same conversation with another channel. */
  public Conversation withChannel(Channel channel) {
    return new Conversation(
        id, channel, status, starred, labels, assignee, contactId, fields, sentiment, sandbox);
  }

  /** Returns the same conversation with another status. */
  public Conversation withStatus(Status status) {
    return new Conversation(
        id, channel, status, starred, labels, assignee, contactId, fields, sentiment, sandbox);
  }

  /** Returns the same conversation with or without a star. */
  public Conversation withStarred(boolean starred) {
    return new Conversation(
        id, channel, status, starred, labels, assignee, contactId, fields, sentiment, sandbox);
  }

  /** Returns the same conversation with other labels. */
  public Conversation withLabels(List<Label> labels) {
    return new Conversation(
        id, channel, status, starred, labels, assignee, contactId, fields, sentiment, sandbox);
  }

  /** Returns the same conversation with another assignee. */
  public Conversation withAssignee(@Nullable Assignee assignee) {
    return new Conversation(
        id, channel, status, starred, labels, assignee, contactId, fields, sentiment, sandbox);
  }

  /** Returns the same conversation with another contact. */
  public Conversation withContact(@Nullable String contactId) {
    return new Conversation(
        id, channel, status, starred, labels, assignee, contactId, fields, sentiment, sandbox);
  }

  /** Returns the same conversation with other custom fields. */
  public Conversation withFields(Map<String, Object> fields) {
    return new Conversation(
        id, channel, status, starred, labels, assignee, contactId, fields, sentiment, sandbox);
  }

  /** Returns the same conversation with another sentiment. */
  public Conversation withSentiment(@Nullable String sentiment) {
    return new Conversation(
        id, channel, status, starred, labels, assignee, contactId, fields, sentiment, sandbox);
  }

  /** Returns the same conversation as one of a test run. */
  public Conversation inSandbox() {
    return new Conversation(
        id, channel, status, starred, labels, assignee, contactId, fields, sentiment, true);
  }
}
