package dev.parley.api.conversation;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.parley.api.Dispatch;
import dev.parley.api.Transactions;
import dev.parley.api.conversation.ConversationStore.Cursor;
import dev.parley.api.conversation.ConversationStore.MessagePage;
import dev.parley.api.conversation.ConversationStore.TimelinePage;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Caller;
import dev.parley.conversation.Assignee;
import dev.parley.conversation.Change;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Label;
import dev.parley.conversation.Status;
import dev.parley.store.Conversations;
import dev.parley.store.Conversations.Author;
import dev.parley.store.Events;
import dev.parley.store.Events.Fact;
import dev.parley.store.Events.Started;
import dev.parley.store.Ids;
import dev.parley.store.Snapshots;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /conversations}: the store, and the changes that fire triggers. */
@RestController
@RequestMapping("/api/v1/conversations")
class ConversationsController {
  private static final int LONGEST_TEXT = 4_096;

  private final Transactions transactions;
  private final ConversationChanges changes;
  private final Dispatch dispatch;

  ConversationsController(
      Transactions transactions, ConversationChanges changes, Dispatch dispatch) {
    this.transactions = transactions;
    this.changes = changes;
    this.dispatch = dispatch;
  }

  /** A new conversation. */
  @Schema(name = "NewConversation")
  record Opening(@Nullable String id, @Nullable Channel channel, @Nullable String contactName) {}

  /** What to change; what is absent stays. */
  @Schema(name = "ConversationChange")
  record Changing(
      @Nullable Status status,
      @Nullable Boolean starred,
      @Nullable Map<String, @Nullable Object> fields) {}

  /** A message to send. */
  @Schema(name = "NewMessage")
  record Saying(
      @Schema(requiredMode = REQUIRED, minLength = 1, maxLength = LONGEST_TEXT)
          @Nullable String text) {}

  @Operation(operationId = "listConversations", summary = "Conversations, newest change first")
  @GetMapping
  ConversationView.Page list(
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable UUID label,
      @RequestParam(required = false) @Nullable String assignee,
      @RequestParam(required = false) @Nullable Boolean starred,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var filter = new ConversationStore.Filter(status, channel, label, assignee, starred, search);
    var items =
        transactions.read(tx -> ConversationStore.list(tx, filter, after(cursor), checked(limit)));
    return new ConversationView.Page(items, items.size() == limit ? next(items.getLast()) : null);
  }

  private static String next(ConversationView last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((last.updatedAt() + " " + last.id()).getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable Cursor after(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      var place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      var space = place.indexOf(' ');
      return new Cursor(
          OffsetDateTime.parse(place.substring(0, space)), place.substring(space + 1));
    } catch (IllegalArgumentException | DateTimeException | StringIndexOutOfBoundsException e) {
      throw Refusal.unreadable("cursor-invalid", "The cursor is not one of this list.");
    }
  }

  private static int checked(int limit) {
    if (limit < 1 || limit > 200) {
      throw Refusal.unreadable("limit-out-of-range", "limit is 1 to 200.");
    }
    return limit;
  }

  /** A new conversation, which is the New Conversation event. */
  @Operation(
      operationId = "createConversation",
      summary = "A new conversation, which is the New Conversation event")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<ConversationView> open(@RequestBody Opening opening) {
    var id = opening.id() == null ? Ids.next().toString() : opening.id();
    if (id.isEmpty() || id.length() > 128 || id.indexOf('\0') >= 0) {
      throw Refusal.unsound("/id", "text-length", "An id has 1 to 128 characters.");
    }
    var channel = opening.channel() == null ? Channel.WEBCHAT : opening.channel();
    var name = opening.contactName();
    var started = new ArrayList<UUID>();
    var shown =
        transactions.write(tx -> {
          started.clear();
          var contact = name == null ? null : Ids.next().toString();
          if (contact != null && name != null) {
            ConversationStore.contact(tx, contact, name);
          }
          var made =
              new Conversation(
                  id, channel, Status.OPEN, false, List.of(), null, contact, Map.of(), null, false);
          if (!Conversations.insertIfAbsent(tx, made)) {
            throw Refusal.conflict("id-taken", "There is a conversation \"" + id + "\" already.");
          }
          var data = Map.<String, Object>of("conversation", Snapshots.conversation(tx, made));
          var fact =
              new Fact(
                  "/parley/inbox",
                  Ids.next().toString(),
                  EventType.CREATED,
                  Instant.now(),
                  id,
                  data,
                  changes.chain());
          Events.record(tx, fact).executions().stream()
              .map(Started::executionId)
              .forEach(started::add);
          return ConversationStore.find(tx, id).orElseThrow();
        });
    dispatch.started(started);
    return ResponseEntity.created(URI.create("/api/v1/conversations/" + id)).body(shown);
  }

  @Operation(operationId = "getConversation", summary = "One conversation")
  @GetMapping("/{id}")
  ConversationView find(@PathVariable String id) {
    return transactions
        .read(tx -> ConversationStore.find(tx, id))
        .orElseThrow(() -> Refusal.notFound("conversation", id));
  }

  @Operation(operationId = "updateConversation", summary = "Change status, star or fields")
  @PatchMapping("/{id}")
  ConversationView change(
      @PathVariable String id, @RequestBody Changing changing, HttpServletRequest request) {
    var list = new ArrayList<Change>();
    if (changing.status() != null) {
      list.add(new Change.SetStatus(changing.status()));
    }
    if (changing.starred() != null) {
      list.add(new Change.SetStarred(changing.starred()));
    }
    if (changing.fields() != null) {
      list.add(new Change.SetFields(changing.fields()));
    }
    changes.make(id, author(request), _ -> list);
    return find(id);
  }

  @Operation(operationId = "listMessages", summary = "Messages, newest first")
  @GetMapping("/{id}/messages")
  MessagePage messages(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Long cursor,
      @RequestParam(defaultValue = "50") int limit) {
    find(id);
    var items = transactions.read(tx -> ConversationStore.messages(tx, id, cursor, checked(limit)));
    return new MessagePage(
        items, items.size() == limit ? String.valueOf(items.getLast().seq()) : null);
  }

  @Operation(operationId = "sendMessage", summary = "Say something")
  @PostMapping("/{id}/messages")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<MessagePage> say(
      @PathVariable String id, @RequestBody Saying saying, HttpServletRequest request) {
    var text = saying.text();
    if (text == null || text.isBlank() || text.length() > LONGEST_TEXT) {
      throw Refusal.unsound(
          "/text", "text-length", "A message has 1 to " + LONGEST_TEXT + " characters.");
    }
    changes.make(id, author(request), _ -> List.of(new Change.Send(text)));
    return ResponseEntity.status(201)
        .body(
            new MessagePage(
                transactions.read(tx -> ConversationStore.messages(tx, id, null, 1)), null));
  }

  @Operation(operationId = "addLabel", summary = "Put a label on")
  @PutMapping("/{id}/labels/{label}")
  ConversationView addLabel(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request) {
    changes.make(id, author(request), _ -> List.of(new Change.AddLabels(List.of(labelOf(label)))));
    return find(id);
  }

  @Operation(operationId = "removeLabel", summary = "Take a label off")
  @DeleteMapping("/{id}/labels/{label}")
  ConversationView removeLabel(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request) {
    changes.make(
        id, author(request), _ -> List.of(new Change.RemoveLabels(List.of(labelOf(label)))));
    return find(id);
  }

  private Label labelOf(String id) {
    return Ids.read(id)
        .flatMap(key -> transactions.read(tx -> ConversationStore.label(tx, key)))
        .orElseThrow(() -> Refusal.notFound("label", id));
  }

  @Operation(operationId = "assignConversation", summary = "Assign to a user or persona")
  @PutMapping("/{id}/assignee")
  ConversationView assign(
      @PathVariable String id, @RequestBody Assignee assignee, HttpServletRequest request) {
    if (assignee.type() == null || assignee.id() == null) {
      throw Refusal.unsound("/type", "missing", "Say whom to assign: type and id.");
    }
    if (!transactions.read(tx -> ConversationStore.exists(tx, assignee))) {
      throw Refusal.unsound(
          "/id",
          assignee.type().wire() + "-unknown",
          "There is no " + assignee.type().wire() + " \"" + assignee.id() + "\".");
    }
    changes.make(id, author(request), _ -> List.of(new Change.Assign(assignee)));
    return find(id);
  }

  @Operation(operationId = "unassignConversation", summary = "Assign to nobody")
  @DeleteMapping("/{id}/assignee")
  ConversationView unassign(@PathVariable String id, HttpServletRequest request) {
    changes.make(id, author(request), _ -> List.of(new Change.Assign(null)));
    return find(id);
  }

  @Operation(operationId = "getTimeline", summary = "What happened to a conversation, newest first")
  @GetMapping("/{id}/timeline")
  TimelinePage timeline(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Long cursor,
      @RequestParam(defaultValue = "50") int limit) {
    find(id);
    var items = transactions.read(tx -> ConversationStore.timeline(tx, id, cursor, checked(limit)));
    return new TimelinePage(
        items, items.size() == limit ? String.valueOf(items.getLast().seq()) : null);
  }

  private static Author author(HttpServletRequest request) {
    return new Author("user", Caller.of(request).name(), null);
  }
}
