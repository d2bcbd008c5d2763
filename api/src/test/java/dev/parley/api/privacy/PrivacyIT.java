package dev.parley.api.privacy;

import static dev.parley.db.Tables.CONTACT;
import static dev.parley.db.Tables.CONVERSATION;
import static dev.parley.db.Tables.EVENT;
import static dev.parley.db.Tables.EVENT_RECEIPT;
import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.IDEMPOTENCY_KEY;
import static dev.parley.db.Tables.MESSAGE;
import static dev.parley.db.Tables.SEGMENT;
import static dev.parley.db.Tables.SETTING;
import static dev.parley.db.Tables.STEP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.val;

import dev.parley.api.Transactions;
import dev.parley.api.privacy.ErasureStore.Phase;
import dev.parley.store.Ids;
import dev.parley.store.ScratchDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivacyIT {
  private static final OffsetDateTime NOW =
      OffsetDateTime.of(2026, 6, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private ScratchDatabase postgres;
  private DSLContext tx;
  private Transactions transactions;

  @BeforeAll
  void start() {
    postgres = ScratchDatabase.migrated();
    tx = postgres.dsl();
    transactions = new Transactions(tx);
  }

  @AfterAll
  void stop() {
    postgres.close();
  }

  private Found search(String... values) {
    return new ValueSearch(transactions, () -> {}).search(Sought.values(Stream.of(values)), false);
  }

  /** A table of a later release is searched without anyone naming it. */
  @Test
  void everyColumnThatCanHoldTextIsSearchedAlsoOfUnknownTables() {
    var before = search("Zebra\"quoted\"").tables();
    tx.execute("create schema elsewhere");
    tx.execute(
        """
        create table elsewhere.later (id uuid primary key default gen_random_uuid(), words text,
          object jsonb, list text[], bytes bytea, number int default 7)
        """);
    tx.execute(
        """
        insert into elsewhere.later (words, object, list, bytes) values
          ('a ZEBRA"Quoted" b', null, null, null),
          (null, '{"deep": [{"name": "zebra\\"quoted\\""}]}', null, null),
          (null, null, '{"x", "zebra\\"quoted\\""}', null),
          (null, null, null, convert_to('..Zebra"quoted"..', 'UTF8')),
          ('nothing', '{}', '{}', '')
        """);
    var found = search("Zebra\"quoted\"", "tiny");
    assertThat(found.tables()).isEqualTo(before + 1);
    assertThat(found.values()).isEqualTo(1);
    assertThat(found.leftOut()).isEqualTo(1);
    assertThat(found.left())
        .containsExactly(
            new Found.Left("later", "words", 1),
            new Found.Left("later", "object", 1),
            new Found.Left("later", "list", 1),
            new Found.Left("later", "bytes", 1));
    tx.execute("drop schema elsewhere cascade");
  }

  @Test
  void aLargeTableIsSearchedInPieces() {
    tx.execute("create table plain (text text)");
    tx.execute("alter table plain alter column text set storage plain");
    tx.execute("insert into plain select repeat('x', 4000) || n from generate_series(1, 2000) n");
    tx.execute("insert into plain values ('the needle')");
    var pieces = new int[1];
    var found =
        new ValueSearch(transactions, () -> pieces[0]++)
            .search(Sought.values(Stream.of("needle")), false);
    assertThat(found.left()).containsExactly(new Found.Left("plain", "text", 1));
    assertThat(pieces[0]).isGreaterThan(found.tables());
    tx.execute("drop table plain");
  }

  /** A table that is added must say what an erasure does to it. */
  @Test
  void thePageListsEveryTable() throws IOException {
    var page = Files.readString(Path.of("../docs/privacy.md"));
    var list =
        page.substring(page.indexOf("<!-- tables -->"), page.indexOf("<!-- end of tables -->"));
    var rows = list.lines().filter(line -> line.startsWith("| `")).toList();
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.split("\\|", -1)).hasSize(6).doesNotContain("  "));
    var listed =
        rows.stream()
            .flatMap(row -> Arrays.stream(row.split("\\|", -1)[1].split(",", -1)))
            .map(name -> name.replace("`", "").strip())
            .toList();
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            tx.fetch(
                    """
                    select relname from pg_class
                    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                      and not relispartition
                    """)
                .getValues(0, String.class));
  }

  /** Data that the contact sent while an erasure searched is erased if that is requested. */
  @Test
  void anErasureThatIsRequestedAgainWhileItSearchesBeginsAgain() {
    tx.insertInto(CONTACT).set(CONTACT.ID, "again").set(CONTACT.NAME, "Again Sample").execute();
    var begun = ErasureStore.begin(tx, "again", "Sample").orElseThrow();
    assertThat(begun.phase()).isEqualTo(Phase.ENDING);
    assertThat(ErasureStore.isUnderWay(tx, "again")).isTrue();
    ErasureStore.enter(tx, begun.id(), Phase.SEARCHING);
    assertThat(ErasureStore.begin(tx, "again", "Sample"))
        .hasValueSatisfying(again -> {
          assertThat(again.id()).isEqualTo(begun.id());
          assertThat(again.phase()).isEqualTo(Phase.ENDING);
        });
    var nothing = search("tiny");
    assertThat(ErasureStore.complete(tx, begun.id(), nothing)).isFalse();
    ErasureStore.enter(tx, begun.id(), Phase.SEARCHING);
    assertThat(ErasureStore.complete(tx, begun.id(), nothing)).isTrue();
    assertThat(ErasureStore.isUnderWay(tx, "again")).isFalse();
    tx.execute("delete from contact where id = 'again'");
  }

  private void stored(String key, String body) {
    tx.insertInto(IDEMPOTENCY_KEY)
        .set(IDEMPOTENCY_KEY.KEY, key)
        .set(IDEMPOTENCY_KEY.ROUTE, "POST /api/v1/conversations")
        .set(IDEMPOTENCY_KEY.BODY_HASH, new byte[1])
        .set(IDEMPOTENCY_KEY.STATUS, 200)
        .set(IDEMPOTENCY_KEY.BODY, JSONB.valueOf(body))
        .execute();
  }

  private void receipt(String source, String id) {
    tx.insertInto(EVENT_RECEIPT)
        .set(EVENT_RECEIPT.SOURCE, source)
        .set(EVENT_RECEIPT.EVENT_ID, id)
        .set(EVENT_RECEIPT.BODY_HASH, "none")
        .execute();
  }

  private String segment(String value) {
    var id = Ids.next();
    tx.insertInto(SEGMENT)
        .set(SEGMENT.ID, id)
        .set(SEGMENT.NAME, "Segment " + id)
        .set(SEGMENT.FILTER, JSONB.valueOf("{\"value\": \"" + value + "\"}"))
        .execute();
    return tx.select(SEGMENT.NAME).from(SEGMENT).where(SEGMENT.ID.eq(id)).fetchSingle().value1();
  }

  private String filterOf(String segment) {
    return tx.select(SEGMENT.FILTER)
        .from(SEGMENT)
        .where(SEGMENT.NAME.eq(segment))
        .fetchSingle()
        .value1()
        .data();
  }

  /** Data that only happens to contain a value of the contact stays. */
  @Test
  void copiesAreOnlyDeletedByWhatNoOtherContactHas() {
    tx.execute(
        """
        insert into contact (id, name, phone, fields) values
          ('another', 'Maria Sample', '+20000000000', '{"country": "Germany"}')
        """);
    var sought =
        Sought.identifiers(Stream.of("c-erased", "+10000000000"))
            .and(Sought.values(Stream.of("MARIA Sample", "Germany", "conversations", "Zendesk")));
    stored("of-the-contact", "{\"phone\": \"+10000000000\"}");
    stored("of-another", "{\"name\": \"Maria Sample\", \"country\": \"Germany\"}");
    receipt("/zendesk", "evt-of-+10000000000");
    receipt("/zendesk", "evt-other");
    var country = segment("Germany");
    var phone = segment("+10000000000");
    tx.execute(
        "update segment set name = '+10000000000' || repeat('x', 108) where name = {0}",
        val(segment("none")));
    var search = new ValueSearch(transactions, () -> {});
    var shared = SearchedTable.shared(tx, "c-erased", sought);
    assertThat(shared).containsExactlyInAnyOrder("maria sample", "germany");
    var copies = new OtherCopies(transactions, search, sought.without(shared));
    assertThat(copies.delete()).isTrue();
    assertThat(copies.foundAny()).isTrue();
    assertThat(tx.select(IDEMPOTENCY_KEY.KEY).from(IDEMPOTENCY_KEY).fetchSet(IDEMPOTENCY_KEY.KEY))
        .containsExactly("of-another");
    assertThat(
            tx.select(EVENT_RECEIPT.EVENT_ID).from(EVENT_RECEIPT).fetchSet(EVENT_RECEIPT.EVENT_ID))
        .containsExactly("evt-other");
    assertThat(filterOf(country)).contains("Germany");
    assertThat(filterOf(phone)).contains("[erased]");
    assertThat(tx.select(SEGMENT.NAME).from(SEGMENT).fetchSet(SEGMENT.NAME))
        .filteredOn(name -> name.startsWith("[erased]xx"))
        .singleElement()
        .satisfies(name -> assertThat(name).hasSize(120));
    tx.execute("delete from contact where id = 'another'");
  }

  private void conversation(String id, OffsetDateTime changed, String status) {
    tx.insertInto(CONTACT).set(CONTACT.ID, "of-" + id).execute();
    tx.insertInto(CONVERSATION)
        .set(CONVERSATION.ID, id)
        .set(CONVERSATION.CHANNEL, "webchat")
        .set(CONVERSATION.STATUS, "open")
        .set(CONVERSATION.CONTACT_ID, "of-" + id)
        .set(CONVERSATION.SESSION_ID, UUID.randomUUID())
        .set(CONVERSATION.UPDATED_AT, changed)
        .execute();
    tx.insertInto(MESSAGE)
        .set(MESSAGE.ID, "message-" + id)
        .set(MESSAGE.CONVERSATION_ID, id)
        .set(MESSAGE.AUTHOR_TYPE, "contact")
        .set(MESSAGE.TEXT, "Hello")
        .set(MESSAGE.DELIVERY, "delivered")
        .execute();
    tx.insertInto(EVENT)
        .set(EVENT.ID, Ids.next())
        .set(EVENT.CONVERSATION_ID, id)
        .set(EVENT.SOURCE, "/sample")
        .set(EVENT.EVENT_ID, "event-" + id)
        .set(EVENT.TYPE, "conversation.created")
        .set(EVENT.TIME, changed)
        .set(EVENT.DATA, JSONB.valueOf("{\"conversation\": {\"contact\": \"none\"}}"))
        .execute();
    var run = Ids.next();
    tx.insertInto(EXECUTION)
        .set(EXECUTION.ID, run)
        .set(EXECUTION.WORKFLOW_ID, UUID.randomUUID())
        .set(EXECUTION.WORKFLOW_NAME, "Sample")
        .set(EXECUTION.GRAPH_HASH, "none")
        .set(EXECUTION.TRIGGER, "conversation.created")
        .set(EXECUTION.MODE, "production")
        .set(EXECUTION.STATUS, status)
        .set(EXECUTION.CONVERSATION_ID, id)
        .set(EXECUTION.EVENT, JSONB.valueOf("{\"time\": \"2026-01-01T00:00:00Z\", \"data\": 1}"))
        .set(EXECUTION.LINEAGE, run)
        .set(EXECUTION.CREATED_AT, changed)
        .set(EXECUTION.LEASE_UNTIL, changed)
        .execute();
    tx.insertInto(STEP)
        .set(STEP.EXECUTION_ID, run)
        .set(STEP.NODE_ID, "a")
        .set(STEP.KIND, "fetch")
        .set(STEP.NAME, "Ask")
        .set(STEP.STATUS, "completed")
        .set(STEP.OUTPUT, JSONB.valueOf("{\"secret\": 1}"))
        .execute();
  }

  @Test
  void conversationsAreKeptUnlessASettingLimitsIt() {
    conversation("idle", NOW.minusDays(31), "completed");
    conversation("waiting", NOW.minusDays(31), "running");
    conversation("recent", NOW.minusDays(29), "completed");
    var idle = new IdleConversations(transactions);
    assertThat(idle.tidy(NOW)).isZero();
    tx.insertInto(SETTING)
        .set(SETTING.KEY, "retention")
        .set(SETTING.VALUE, JSONB.valueOf("{\"conversationsDays\": 30}"))
        .execute();
    assertThat(idle.tidy(NOW)).isEqualTo(1);
    assertThat(idle.tidy(NOW)).isZero();
    assertThat(tx.select(CONVERSATION.ID).from(CONVERSATION).fetchSet(CONVERSATION.ID))
        .isEqualTo(Set.of("waiting", "recent"));
    assertThat(tx.fetchCount(MESSAGE)).isEqualTo(2);
    assertThat(tx.fetchCount(EVENT)).isEqualTo(2);
    var shell = tx.selectFrom(EXECUTION).where(EXECUTION.ERASED_AT.isNotNull()).fetchSingle();
    assertThat(shell.getConversationId()).startsWith("erased-");
    assertThat(shell.getEvent().data()).doesNotContain("\"data\": 1").contains("2026-01-01");
    assertThat(
            tx.select(STEP.OUTPUT)
                .from(STEP)
                .where(STEP.EXECUTION_ID.eq(shell.getId()))
                .fetchSingle(STEP.OUTPUT))
        .isNull();
  }
}
