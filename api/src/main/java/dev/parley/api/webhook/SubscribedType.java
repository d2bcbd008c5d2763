package dev.parley.api.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/** A type of events that other systems can subscribe to. */
enum SubscribedType {
  @JsonProperty("conversation.created")
  CONVERSATION_CREATED("conversation.created"),
  @JsonProperty("conversation.session_started")
  SESSION_STARTED("conversation.session_started"),
  @JsonProperty("conversation.ai_assigned")
  AI_ASSIGNED("conversation.ai_assigned"),
  @JsonProperty("conversation.user_assigned")
  USER_ASSIGNED("conversation.user_assigned"),
  @JsonProperty("conversation.opened")
  OPENED("conversation.opened"),
  @JsonProperty("conversation.resolved")
  RESOLVED("conversation.resolved"),
  @JsonProperty("conversation.starred")
  STARRED("conversation.starred"),
  @JsonProperty("conversation.label_added")
  LABEL_ADDED("conversation.label_added"),
  @JsonProperty("conversation.label_removed")
  LABEL_REMOVED("conversation.label_removed"),
  @JsonProperty("message.sent")
  MESSAGE_SENT("message.sent"),
  @JsonProperty("message.failed")
  MESSAGE_FAILED("message.failed"),
  @JsonProperty("run.completed")
  RUN_COMPLETED("run.completed"),
  @JsonProperty("run.failed")
  RUN_FAILED("run.failed"),
  @JsonProperty("run.cancelled")
  RUN_CANCELLED("run.cancelled");

  private final String wire;

  SubscribedType(String wire) {
    this.wire = wire;
  }

  /** Returns the CloudEvents type. */
  String wire() {
    return wire;
  }

  /** Returns the type with that wire name, if there is one. */
  static Optional<SubscribedType> of(String wire) {
    return Arrays.stream(values()).filter(type -> type.wire.equals(wire)).findFirst();
  }
}
