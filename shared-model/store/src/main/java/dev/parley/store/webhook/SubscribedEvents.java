package dev.parley.store.webhook;

import static dev.parley.db.Tables.CONVERSATION;
import static dev.parley.db.Tables.EVENT;
import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.MESSAGE;

import dev.parley.store.Ids;
import dev.parley.store.sql.StoredJson;
import dev.parley.store.webhook.Subscriptions.Delivery;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The events that subscriptions receive, as CloudEvents. They are read when they are sent, so that
 * what is deleted in the meantime is not kept for their sake.
 */
public final class SubscribedEvents {
  /** The properties of a conversation that are no customer data. */
  private static final Set<String> PLAIN =
      Set.of("id", "channel", "status", "starred", "labels", "assignee");

  private SubscribedEvents() {}

  /** Returns the CloudEvent of a delivery; empty if what it is about is no longer stored. */
  public static Optional<Map<String, Object>> cloudEvent(DSLContext tx, Delivery delivery) {
    var type = delivery.type();
    if (type.equals(Subscriptions.PING)) {
      return Optional.of(
          event(
              delivery,
              "/parley/subscriptions",
              delivery.createdAt(),
              Map.of("subscription", Map.of("id", delivery.subscription().toString()))));
    }
    return type.startsWith("run.")
        ? run(tx, delivery)
        : type.equals("message.sent") || type.equals("message.failed")
            ? message(tx, delivery)
            : conversation(tx, delivery);
  }

  private static Map<String, Object> event(
      Delivery delivery, String source, Instant time, Map<String, Object> data) {
    var event = new LinkedHashMap<String, Object>();
    event.put("specversion", "1.0");
    event.put("id", delivery.eventId());
    event.put("source", source);
    event.put("type", delivery.type());
    event.put("time", time.toString());
    event.put("datacontenttype", "application/json");
    event.put("data", data);
    return event;
  }

  private static Optional<Map<String, Object>> conversation(DSLContext tx, Delivery delivery) {
    return tx.select(EVENT.SOURCE, EVENT.TIME, EVENT.DATA)
        .from(EVENT)
        .where(EVENT.ID.eq(UUID.fromString(delivery.about())))
        .fetchOptional(row ->
            event(
                delivery,
                row.value1(),
                row.value2().toInstant(),
                shown(StoredJson.map(row.value3()), delivery.customerData())));
  }

  private static Map<String, Object> shown(Map<String, Object> data, boolean customerData) {
    if (customerData) {
      return data;
    }
    var shown = new LinkedHashMap<String, Object>();
    if (data.get("conversation") instanceof Map<?, ?> conversation) {
      shown.put("conversation", only(conversation, PLAIN));
    }
    if (data.get("message") instanceof Map<?, ?> message) {
      shown.put("message", only(message, Set.of("id")));
    }
    if (data.get("label") instanceof String label) {
      shown.put("label", label);
    }
    return shown;
  }

  private static Map<String, Object> only(Map<?, ?> all, Set<String> names) {
    var some = new LinkedHashMap<String, Object>();
    all.forEach((name, value) -> {
      if (names.contains(String.valueOf(name)) && value != null) {
        some.put(String.valueOf(name), value);
      }
    });
    return some;
  }

  private static Optional<Map<String, Object>> run(DSLContext tx, Delivery delivery) {
    var id = Ids.read(delivery.about()).orElseThrow();
    return tx.selectFrom(EXECUTION)
        .where(EXECUTION.ID.eq(id))
        .fetchOptional(row -> {
          var run = new LinkedHashMap<String, Object>();
          run.put("id", row.getId().toString());
          run.put("workflowId", row.getWorkflowId().toString());
          run.put("workflowName", row.getWorkflowName());
          put(run, "version", row.getVersion());
          run.put("mode", row.getMode());
          run.put("status", delivery.type().substring("run.".length()));
          put(run, "startedAt", text(row.getStartedAt()));
          put(run, "completedAt", text(row.getCompletedAt()));
          if (delivery.type().equals("run.failed") && row.getErrorCode() != null) {
            var error = new LinkedHashMap<String, Object>();
            error.put("code", row.getErrorCode());
            put(error, "nodeId", row.getErrorNode());
            if (delivery.customerData()) {
              // It may quote another system, which was sent data of the customer.
              put(error, "message", row.getErrorMessage());
            }
            run.put("error", error);
          }
          return event(
              delivery,
              "/parley/executions",
              delivery.createdAt(),
              Map.of("conversation", reference(tx, delivery), "run", run));
        });
  }

  private static Optional<Map<String, Object>> message(DSLContext tx, Delivery delivery) {
    return tx.selectFrom(MESSAGE)
        .where(MESSAGE.ID.eq(delivery.about()))
        .fetchOptional(row -> {
          var message = new LinkedHashMap<String, Object>();
          message.put("id", row.getId());
          message.put("authorType", row.getAuthorType());
          put(message, "authorId", row.getAuthorId());
          put(
              message,
              "runId",
              row.getExecutionId() == null ? null : row.getExecutionId().toString());
          if (delivery.customerData()) {
            message.put("text", row.getText());
            put(message, "deliveryError", row.getDeliveryError());
          }
          return event(
              delivery,
              "/parley/messages",
              delivery.createdAt(),
              Map.of("conversation", reference(tx, delivery), "message", message));
        });
  }

  private static Map<String, Object> reference(DSLContext tx, Delivery delivery) {
    var conversation = new LinkedHashMap<String, Object>();
    conversation.put("id", delivery.conversation());
    tx.select(CONVERSATION.CHANNEL)
        .from(CONVERSATION)
        .where(CONVERSATION.ID.eq(delivery.conversation()))
        .fetchOptional(CONVERSATION.CHANNEL)
        .ifPresent(channel -> conversation.put("channel", channel));
    return conversation;
  }

  private static @Nullable String text(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant().toString();
  }

  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value);
    }
  }
}
