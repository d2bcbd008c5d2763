package dev.parley.api.conversation;

import dev.parley.api.Transactions;
import dev.parley.api.conversation.InboxStore.Filter;
import dev.parley.api.live.Streams;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Requires;
import dev.parley.api.security.Scope;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Status;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Streams the inbox as server-sent events: a snapshot first, then changes. */
@RestController
@RequestMapping(path = "/api/v1/conversations", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
@Requires(Scope.CONVERSATIONS_READ)
class InboxStreamsController {
  private final Streams streams;
  private final Transactions transactions;

  InboxStreamsController(Streams streams, Transactions transactions) {
    this.streams = streams;
    this.transactions = transactions;
  }

  /**
   * Streams the first page of a list as {@code conversation} events, and the ids of those that no
   * longer match as {@code left} events.
   */
  @Operation(
      operationId = "streamConversations",
      summary = "A list of conversations live: a snapshot, then changes, as server-sent events")
  @GetMapping("/stream")
  ResponseEntity<SseEmitter> all(
      @RequestParam(required = false) @Nullable Status status,
      @RequestParam(required = false) @Nullable Channel channel,
      @RequestParam(required = false) @Nullable UUID label,
      @RequestParam(required = false) @Nullable String assignee,
      @RequestParam(required = false) @Nullable String contact,
      @RequestParam(required = false) @Nullable Boolean starred,
      @RequestParam(required = false) @Nullable String search,
      HttpServletRequest request) {
    var filter = new Filter(status, channel, label, assignee, contact, starred, search);
    return streams.open(request, new InboxFeed(transactions, filter));
  }

  /**
   * Streams one conversation as {@code conversation} events, and its timeline as {@code entry}
   * events.
   */
  @Operation(
      operationId = "streamConversation",
      summary = "One conversation and its timeline live, as server-sent events")
  @GetMapping("/{id}/stream")
  ResponseEntity<SseEmitter> one(@PathVariable String id, HttpServletRequest request) {
    if (transactions.read(tx -> LiveStore.version(tx, id)).isEmpty()) {
      throw Refusal.notFound("conversation", id);
    }
    return streams.open(request, new ConversationFeed(transactions, id));
  }
}
