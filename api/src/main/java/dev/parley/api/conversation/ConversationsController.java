package dev.parley.api.conversation;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.Texts;
import dev.parley.api.Transactions;
import dev.parley.api.catalogue.FieldValueStore;
import dev.parley.api.conditions.Conditional;
import dev.parley.api.conditions.Preconditions;
import dev.parley.api.conversation.ConversationView.MessageView;
import dev.parley.api.conversation.InboxStore.Filter;
import dev.parley.api.conversation.InboxStore.Place;
import dev.parley.api.page.ByChange;
import dev.parley.api.page.Cursor;
import dev.parley.api.page.Order;
import dev.parley.api.page.Page;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Caller;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
import dev.parley.conversation.Assignee;
import dev.parley.conversation.Change;
import dev.parley.conversation.Channel;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Label;
import dev.parley.conversation.Status;
import dev.parley.store.Conversations;
import dev.parley.store.Ids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** {@code /conversations}: the store, and changes that fire triggers. */
@RestController
@RequestMapping("/api/v1/conversations")
@Requires(Scope.CONVERSATIONS_READ)
@RequiresToWrite(Scope.CONVERSATIONS_WRITE)
class ConversationsController {
  static final int LONGEST_TEXT = 4_096;

  private final Transactions transactions;
  private final ConversationChanges changes;

  ConversationsController(Transactions transactions, ConversationChanges changes) {
    this.transactions = transactions;
    this.changes = changes;
  }

  /** An update; absent values stay unchanged. */
  @Schema(name = "ConversationChange")
  record Changing(
      @Nullable Status status,
      @Nullable Boolean starred,
      @Schema(ref = "#/components/schemas/FieldValues")
          @Nullable Map<String, @Nullable Object> fields) {}

  @Operation(
      operationId = "listConversations",
      summary = "Conversations, in order of their last change")
  @GetMapping
  Page<ConversationView> list(
      @RequestParam(required = false) @Nullable Status status,
      @RequestParam(required = false) @Nullable Channel channel,
      @RequestParam(required = false) @Nullable UUID label,
      @RequestParam(required = false) @Nullable String assignee,
      @RequestParam(required = false) @Nullable String contact,
      @RequestParam(required = false) @Nullable Boolean starred,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(required = false) @Nullable String updatedSince,
      @RequestParam(required = false) ByChange.@Nullable Sort sort,
      @RequestParam(required = false) @Nullable Order order,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var changed = ByChange.of(transactions, order, updatedSince);
    var filter = new Filter(status, channel, label, assignee, contact, starred, search, changed);
    var after =
        Cursor.read(cursor, keys -> new Place(OffsetDateTime.parse(keys.first()), keys.second()));
    return transactions.read(tx -> {
      var page =
          Page.of(
              InboxStore.list(tx, filter, after.orElse(null), Page.limit(limit) + 1),
              limit,
              last -> new Cursor(last.updatedAt().toString(), last.id()).text());
      var ids = page.items().stream().map(Place::id).toList();
      return new Page<>(ConversationStore.views(tx, ids), page.nextCursor());
    });
  }

  /** Creates a conversation, which is the New Conversation event. */
  @Operation(
      operationId = "createConversation",
      summary = "Create a conversation, which is the New Conversation event")
  @PostMapping
  ResponseEntity<ConversationView> open(
      @RequestBody NewConversation sent, HttpServletRequest request) {
    var opening = sent.checked();
    var id =
        changes.act(
            actor(request),
            act -> {
              var fields = opening.fields();
              if (fields != null) {
                FieldValueStore.of(act.tx).check(fields);
              }
              var customer = opening.customer();
              var contact =
                  customer == null
                      ? null
                      : customer.id() == null ? Ids.next().toString() : customer.id();
              if (customer != null && contact != null) {
                ConversationStore.contact(
                    act.tx, contact, customer.name(), customer.phone(), customer.email());
              }
              var made = opening.conversation(contact);
              if (!Conversations.insertIfAbsent(act.tx, made)) {
                throw Refusal.conflict(
                    "id-taken", "There is a conversation \"" + made.id() + "\" already.");
              }
              var account = opening.accountId();
              if (account != null
                  && !ConversationStore.hold(act.tx, made.id(), made.channel().wire(), account)) {
                throw Refusal.unsound(
                    "/accountId", "channel-unknown", "There is no such account of this channel.");
              }
              var message = opening.message();
              if (message == null) {
                act.record(EventType.CREATED, made, ConversationChanges.data(act.tx, made, null));
              } else {
                changes.receive(
                    act,
                    act.lockWithSession(made.id()),
                    Ids.next().toString(),
                    message,
                    EventType.CREATED);
              }
              return made.id();
            });
    var path = "/api/v1/conversations/" + UriUtils.encode(id, StandardCharsets.UTF_8);
    var view = find(id);
    return ResponseEntity.created(URI.create(path)).eTag(Preconditions.tag(view)).body(view);
  }

  @Operation(operationId = "getConversation", summary = "One conversation")
  @GetMapping("/{id}")
  ResponseEntity<ConversationView> get(@PathVariable String id) {
    return tagged(find(id));
  }

  private static ResponseEntity<ConversationView> tagged(ConversationView view) {
    return ResponseEntity.ok().eTag(Preconditions.tag(view)).body(view);
  }

  private ConversationView find(String id) {
    return transactions
        .read(tx -> ConversationStore.find(tx, id))
        .orElseThrow(() -> Refusal.notFound("conversation", id));
  }

  @Operation(operationId = "updateConversation", summary = "Change status, star or fields")
  @PatchMapping("/{id}")
  @Conditional
  ResponseEntity<ConversationView> change(
      @PathVariable String id, @RequestBody Changing changing, HttpServletRequest request) {
    var list = new ArrayList<Change>();
    if (changing.status() != null) {
      list.add(new Change.SetStatus(changing.status()));
    }
    if (changing.starred() != null) {
      list.add(new Change.SetStarred(changing.starred()));
    }
    if (changing.fields() != null) {
      transactions.read(tx -> FieldValueStore.of(tx)).check(changing.fields());
      list.add(new Change.SetFields(changing.fields()));
    }
    return changed(id, request, list);
  }

  private ResponseEntity<ConversationView> changed(
      String id, HttpServletRequest request, List<Change> list) {
    var asked = Preconditions.of(request);
    changes.make(
        id,
        actor(request),
        list,
        tx ->
            asked.check(() ->
                Preconditions.tag(
                    ConversationStore.find(tx, id)
                        .orElseThrow(() -> Refusal.notFound("conversation", id)))));
    return tagged(find(id));
  }

  @Operation(operationId = "listMessages", summary = "Messages, newest first")
  @GetMapping("/{id}/messages")
  Page<MessageView> messages(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var _ = find(id);
    var before = before(cursor);
    return transactions.read(tx ->
        Page.of(
            ConversationStore.messages(tx, id, before, Page.limit(limit) + 1),
            limit,
            last -> String.valueOf(last.seq())));
  }

  private static @Nullable Long before(@Nullable String cursor) {
    try {
      return cursor == null || cursor.isEmpty() ? null : Long.valueOf(cursor);
    } catch (NumberFormatException e) {
      throw Refusal.unreadable("cursor-invalid", "The cursor does not belong to this list.");
    }
  }

  /**
   * A message to send.
   *
   * @param as contact to write in the customer's place; otherwise it is sent to the customer
   */
  @Schema(name = "NewMessage")
  record Saying(
      @Schema(requiredMode = REQUIRED, maxLength = LONGEST_TEXT, pattern = Texts.READABLE)
          @Nullable String text,
      @Nullable As as) {}

  /** The sender of the message. */
  enum As {
    @JsonProperty("user")
    USER,
    @JsonProperty("contact")
    CONTACT
  }

  @Operation(
      operationId = "sendMessage",
      summary = "Send a message to the customer, or in the customer's place")
  @PostMapping("/{id}/messages")
  ResponseEntity<MessageView> say(
      @PathVariable String id, @RequestBody Saying saying, HttpServletRequest request) {
    var text = saying.text();
    if (text == null || Texts.isBlank(text) || !Texts.fits(text, LONGEST_TEXT)) {
      throw Refusal.unsound(
          "/text", "text-length", "A message has 1 to " + LONGEST_TEXT + " characters.");
    }
    var message =
        saying.as() == As.CONTACT
            ? changes.receive(id, actor(request), text)
            : changes.say(id, actor(request), text);
    return ResponseEntity.status(201)
        .body(transactions.read(tx -> ConversationStore.message(tx, message)).orElseThrow());
  }

  @Operation(operationId = "addLabel", summary = "Put a label on")
  @PutMapping("/{id}/labels/{label}")
  @Conditional
  ResponseEntity<ConversationView> addLabel(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request) {
    return changed(id, request, List.of(new Change.AddLabels(List.of(labelOf(label, false)))));
  }

  @Operation(operationId = "removeLabel", summary = "Take a label off")
  @DeleteMapping("/{id}/labels/{label}")
  @Conditional
  ResponseEntity<ConversationView> removeLabel(
      @PathVariable String id, @PathVariable String label, HttpServletRequest request) {
    return changed(id, request, List.of(new Change.RemoveLabels(List.of(labelOf(label, true)))));
  }

  private Label labelOf(String id, boolean archivedToo) {
    return Ids.read(id)
        .flatMap(key -> transactions.read(tx -> ConversationStore.label(tx, key, archivedToo)))
        .orElseThrow(() -> Refusal.notFound("label", id));
  }

  /** The new assignee. */
  @Schema(name = "NewAssignee")
  record Assigning(
      @Schema(requiredMode = REQUIRED) Assignee.@Nullable Type type,
      @Schema(requiredMode = REQUIRED) @Nullable String id) {}

  @Operation(operationId = "assignConversation", summary = "Assign to a user or persona")
  @PutMapping("/{id}/assignee")
  @Conditional
  ResponseEntity<ConversationView> assign(
      @PathVariable String id, @RequestBody Assigning to, HttpServletRequest request) {
    if (to.type() == null || to.id() == null) {
      throw Refusal.unsound("/type", "missing", "Name the assignee by type and id.");
    }
    var assignee = new Assignee(to.type(), to.id());
    if (!transactions.read(tx -> ConversationStore.exists(tx, assignee))) {
      throw Refusal.unsound(
          "/id",
          assignee.type().wire() + "-unknown",
          "There is no " + assignee.type().wire() + " \"" + assignee.id() + "\".");
    }
    return changed(id, request, List.of(new Change.Assign(assignee)));
  }

  @Operation(operationId = "unassignConversation", summary = "Unassign")
  @DeleteMapping("/{id}/assignee")
  @Conditional
  ResponseEntity<ConversationView> unassign(@PathVariable String id, HttpServletRequest request) {
    return changed(id, request, List.of(new Change.Assign(null)));
  }

  @Operation(operationId = "getTimeline", summary = "Get a conversation's timeline, newest first")
  @GetMapping("/{id}/timeline")
  Page<Timeline.Entry> timeline(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var _ = find(id);
    return transactions.read(tx -> TimelineStore.list(tx, id, cursor, Page.limit(limit)));
  }

  private static String actor(HttpServletRequest request) {
    return Caller.of(request).name();
  }
}
