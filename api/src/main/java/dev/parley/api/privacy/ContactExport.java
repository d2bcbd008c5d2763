package dev.parley.api.privacy;

import dev.parley.api.Transactions;
import dev.parley.store.sql.SqlStatement;
import dev.parley.store.sql.StoredJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jooq.JSONB;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An archive of everything held about a contact: for each kind of data a file of JSON Lines. Rows
 * are exported whole, so that a column of a later release is in it, and page by page, so that an
 * archive can be larger than memory.
 */
final class ContactExport {
  private static final int PAGE = 50;

  private static final String README =
      """
      Everything that this installation of Parley holds about one contact, as of {time}.

      Each file is in JSON Lines: one JSON object per line, oldest first. Times are in UTC.

      contact.jsonl          the contact
      conversations.jsonl    its conversations
      messages.jsonl         their messages
      events.jsonl           what happened in them, as reported or recorded
      runs.jsonl             the runs of workflows on them, with the events that started them
      steps.jsonl            the steps of these runs, with their inputs and outputs
      attempts.jsonl         failed attempts of these steps
      held-back.jsonl        workflows that an event would have started
      rejected-events.jsonl  events about these conversations that were rejected
      deliveries.jsonl       events about these conversations for other systems
      message-attempts.jsonl, delivery-attempts.jsonl
                             attempts to send the messages and the deliveries

      Not included: responses stored for repeated requests (deleted within days), and the results of
      a search of other data for the contact's name, as an erasure makes one.
      """;

  /** A kind of data; its rows follow a key. */
  private record Part(String file, String sql, Object first) {
    SqlStatement statement() {
      return new SqlStatement(sql + " limit " + PAGE);
    }
  }

  private static final UUID LOWEST = new UUID(0, 0);

  private static final Part CONTACT =
      new Part(
          "contact.jsonl",
          "select to_jsonb(one) - 'searched', one.id from contact as one"
              + " where one.id = ? and one.id > ?",
          "");

  private static final Part CONVERSATIONS =
      new Part(
          "conversations.jsonl",
          """
          select to_jsonb(one), one.id from conversation as one
          where one.contact_id = ? and not one.sandbox and one.id > ? order by one.id\
          """,
          "");

  private static final List<Part> OF_CONVERSATIONS =
      List.of(
          new Part(
              "messages.jsonl",
              """
              select to_jsonb(one), one.seq from message as one
              where one.conversation_id = ? and one.seq > ? order by one.seq\
              """,
              -1L),
          new Part(
              "events.jsonl",
              """
              select to_jsonb(one), one.seq from event as one
              where one.conversation_id = ? and one.seq > ? order by one.seq\
              """,
              -1L),
          new Part(
              "runs.jsonl",
              """
              select to_jsonb(one) - array['lease_until', 'attempts', 'changed'], one.id
              from execution as one
              where one.conversation_id = ? and one.id > ? order by one.id\
              """,
              LOWEST),
          new Part(
              "steps.jsonl",
              """
              select to_jsonb(one), one.seq from step as one
              where one.execution_id in (select id from execution where conversation_id = ?)
                and one.seq > ? order by one.seq\
              """,
              -1L),
          new Part(
              "attempts.jsonl",
              """
              select to_jsonb(one), one.seq from step_attempt as one
              where one.execution_id in (select id from execution where conversation_id = ?)
                and one.seq > ? order by one.seq\
              """,
              -1L),
          new Part(
              "held-back.jsonl",
              """
              select to_jsonb(one), one.id from not_started as one
              where one.conversation_id = ? and one.id > ? order by one.id\
              """,
              LOWEST),
          new Part(
              "rejected-events.jsonl",
              """
              select to_jsonb(one), one.id from event_rejected as one
              where one.conversation_id = ? and one.id > ? order by one.id\
              """,
              LOWEST),
          new Part(
              "deliveries.jsonl",
              """
              select to_jsonb(one) - array['lease_until', 'due_at'], one.seq
              from subscription_delivery as one
              where one.conversation_id = ? and one.seq > ? order by one.seq\
              """,
              -1L),
          new Part(
              "message-attempts.jsonl",
              """
              select to_jsonb(one), one.id
              from message join webhook_attempt as one on one.message_id = message.id
              where message.conversation_id = ? and one.id > ? order by one.id\
              """,
              LOWEST),
          new Part(
              "delivery-attempts.jsonl",
              """
              select to_jsonb(one), one.id
              from subscription_delivery as delivery
              join webhook_attempt as one on one.delivery_id = delivery.id
              where delivery.conversation_id = ? and one.id > ? order by one.id\
              """,
              LOWEST));

  private final Transactions transactions;
  private final ZipOutputStream zip;

  private ContactExport(Transactions transactions, OutputStream to) {
    this.transactions = transactions;
    this.zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
  }

  /** A row as JSON, and its key. */
  private record Row(JSONB json, Object key) {}

  /**
   * Writes the archive of a contact.
   *
   * @return false if the contact was erased in the meantime; the archive then has no end, so that
   *     nothing opens it
   */
  static boolean write(Transactions transactions, String contact, OutputStream to)
      throws IOException {
    return new ContactExport(transactions, to).write(contact);
  }

  private boolean write(String contact) throws IOException {
    zip.putNextEntry(new ZipEntry("README.txt"));
    zip.write(README.replace("{time}", Instant.now().toString()).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    zip.putNextEntry(new ZipEntry("contact.jsonl"));
    for (var row : page(CONTACT, contact, "")) {
      line(row);
    }
    zip.closeEntry();
    zip.putNextEntry(new ZipEntry(CONVERSATIONS.file()));
    rows(CONVERSATIONS, contact);
    zip.closeEntry();
    for (var part : OF_CONVERSATIONS) {
      zip.putNextEntry(new ZipEntry(part.file()));
      Object after = CONVERSATIONS.first();
      for (var page = page(CONVERSATIONS, contact, after);
          !page.isEmpty();
          page = page(CONVERSATIONS, contact, after)) {
        for (var conversation : page) {
          rows(part, String.valueOf(conversation.key()));
        }
        after = page.getLast().key();
      }
      zip.closeEntry();
    }
    if (!transactions.readOnce(tx -> ErasureStore.isContact(tx, contact))
        || transactions.readOnce(tx -> ErasureStore.isUnderWay(tx, contact))) {
      return false;
    }
    zip.finish();
    return true;
  }

  private void rows(Part part, String of) throws IOException {
    var after = part.first();
    for (var page = page(part, of, after); !page.isEmpty(); page = page(part, of, after)) {
      for (var row : page) {
        line(row);
      }
      after = page.getLast().key();
    }
  }

  private List<Row> page(Part part, String of, Object after) {
    return transactions.readOnce(tx ->
        part.statement()
            .fetch(
                tx, row -> new Row(JSONB.valueOf(row.getString(1)), row.getObject(2)), of, after));
  }

  private void line(Row row) throws IOException {
    zip.write(
        StoredJson.of(named(StoredJson.tree(row.json()))).data().getBytes(StandardCharsets.UTF_8));
    zip.write('\n');
  }

  /** Names properties as the API does, {@code createdAt} rather than {@code created_at}. */
  private static JsonNode named(JsonNode row) {
    var named = JsonNodeFactory.instance.objectNode();
    row.properties()
        .forEach(one -> {
          if (!one.getValue().isNull()) {
            named.set(camel(one.getKey()), one.getValue());
          }
        });
    return named;
  }

  private static String camel(String column) {
    var name = new StringBuilder();
    for (int i = 0; i < column.length(); i++) {
      var begins = i > 0 && column.charAt(i - 1) == '_';
      var letter = column.charAt(i);
      if (letter != '_') {
        name.append(begins ? Character.toUpperCase(letter) : letter);
      }
    }
    return name.toString();
  }
}
