package dev.parley.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import dev.parley.api.conversation.InboxStore.Filter;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Status;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The query plans of the inbox stay the same while a workspace grows. */
class InboxScaleIT {
  private static final UUID LABEL = UUID.fromString("01930000-0000-7000-8000-000000000001");
  private static final String USER = "01930000-0000-7000-8000-000000000002";
  private static final int LIMIT = 51;
  private static final int ROUNDS = 101;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static Filter filter() {
    return new Filter(null, null, null, null, null, null, null);
  }

  private static Filter searching(String word) {
    return new Filter(null, null, null, null, null, null, word);
  }

  /** The lists of an agent, by name; the words occur in the oldest conversation only. */
  private static Map<String, Filter> lists() {
    var lists = new LinkedHashMap<String, Filter>();
    lists.put("everything", filter());
    lists.put("open", new Filter(Status.OPEN, null, null, null, null, null, null));
    lists.put("whatsapp", new Filter(null, Channel.WHATSAPP, null, null, null, null, null));
    lists.put("mine", new Filter(null, null, null, USER, null, null, null));
    lists.put("mine, open", new Filter(Status.OPEN, null, null, USER, null, null, null));
    lists.put("starred", new Filter(null, null, null, null, null, true, null));
    lists.put("label", new Filter(null, null, LABEL, null, null, null, null));
    lists.put("of a contact", new Filter(null, null, null, null, "c7", null, null));
    lists.put("a frequent word", searching("parcel"));
    lists.put("a rare word", searching("zeppelin"));
    lists.put("a rare name", searching("Quillan"));
    return lists;
  }

  /** Fills the store up to a number of conversations, older ones first. */
  private static void fill(RunningApi api, int from, int to) throws SQLException {
    try (var connection = api.sql();
        var statement = connection.createStatement()) {
      var numbers = "from generate_series(" + (from + 1) + ", " + to + ") i";
      statement.execute(
          """
          insert into contact (id, name, phone, updated_at)
          select 'c' || i, case i when 1 then 'Quillan' else 'Sample Contact ' || i end,
            '+' || (10000000000 + i), timestamptz '2026-01-01Z' + i * interval '1 second'\
          """
              + numbers);
      statement.execute(
          """
          insert into conversation (id, channel, status, starred, labels, assignee_type, assignee_id,
            contact_id, session_id, created_at, updated_at, last_message_at)
          select 'p' || i, (array['whatsapp', 'instagram', 'facebook', 'webchat'])[1 + i %% 4],
            case when i %% 10 = 0 then 'open' else 'resolved' end, i %% 9 = 0,
            case when i %% 5 = 0 then array['%s']::uuid[] else '{}' end,
            case when i %% 2 = 0 then 'user' end, case when i %% 2 = 0 then '%s' end,
            'c' || i, gen_random_uuid(), t, t, t
          from (select i, timestamptz '2026-01-01Z' + i * interval '1 second' as t %s) n\
          """
              .formatted(LABEL, USER, numbers));
      statement.execute(
          """
          insert into message (id, conversation_id, author_type, text, delivery)
          select 'm' || i, 'p' || i, 'contact', 'Where is my parcel ' || md5(i::text) ||
            case i when 1 then ' of the zeppelin' else '' end, 'delivered'\
          """
              + numbers);
      for (int look = 1; !vacuumed(statement); look++) {
        assertThat(look).as("looks for a vacuum that reached every page").isLessThan(200);
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  /** Returns true if every page is known to be visible to all, which excludes open transactions. */
  private static boolean vacuumed(Statement statement) throws SQLException {
    statement.execute("vacuum analyze contact, conversation, message");
    try (var rows =
        statement.executeQuery(
            "select 1 from pg_class where relname in ('contact', 'conversation', 'message')"
                + " and relallvisible < relpages")) {
      return !rows.next();
    }
  }

  /** Returns the plan of every query of every list, as nodes and indexes. */
  private static Map<String, List<String>> plans(RunningApi api) throws SQLException {
    try (var connection = api.sql()) {
      var tx = DSL.using(connection, SQLDialect.POSTGRES);
      var plans = new LinkedHashMap<String, List<String>>();
      lists()
          .forEach((name, filter) -> {
            if (filter.isIndexed()) {
              plans.put(name, plan(tx, InboxStore.indexed(tx, filter, null, LIMIT)));
            } else {
              plans.put(name + ", newest", plan(tx, InboxStore.newest(tx, filter, null, LIMIT)));
              if (InboxStore.newest(tx, filter, null, LIMIT).fetch().size() < LIMIT) {
                tx.transaction(inner -> {
                  inner.dsl().execute(InboxStore.THROUGH_INDEXES);
                  var all = InboxStore.all(inner.dsl(), filter, null, LIMIT);
                  plans.put(name + ", all", plan(inner.dsl(), all));
                });
              }
            }
          });
      return plans;
    }
  }

  private static List<String> plan(DSLContext tx, Query query) {
    var json =
        tx.fetchSingle("explain (format json) " + query.getSQL(ParamType.INLINED))
            .get(0, String.class);
    var nodes = new ArrayList<String>();
    nodes(JSON.readTree(json).path(0).path("Plan"), nodes);
    return nodes;
  }

  private static void nodes(JsonNode plan, List<String> nodes) {
    nodes.add(
        (plan.path("Node Type").asString() + " " + plan.path("Index Name").asString("")).strip());
    plan.path("Plans").forEach(inner -> nodes(inner, nodes));
  }

  @Test
  void thePlansOfAThousandConversationsAreThoseOfTwentyThousand() throws SQLException {
    try (var api = new RunningApi()) {
      fill(api, 0, 1_000);
      var few = plans(api);
      fill(api, 1_000, 20_000);
      assertThat(plans(api)).isEqualTo(few);
    }
  }

  /** Writes its measurements to {@code target/inbox-times.txt}. */
  @Test
  @Tag("long")
  void thePlansOfAThousandConversationsAreThoseOfAHundredThousand()
      throws SQLException, IOException {
    try (var few = new RunningApi();
        var many = new RunningApi()) {
      fill(few, 0, 1_000);
      fill(many, 0, 100_000);
      var lines = new ArrayList<String>();
      lines.add("| list | 1,000 | 100,000 | ratio |");
      lines.add("|---|---|---|---|");
      // The first round only warms up the virtual machine and the database's pages.
      times(few, many, _ -> {});
      times(few, many, lines::add);
      var plans = plans(few);
      plans.forEach((name, plan) -> lines.add(name + ": " + plan));
      Files.write(Path.of("target", "inbox-times.txt"), lines);
      assertThat(plans(many)).isEqualTo(plans);
    }
  }

  /**
   * Measures every list through the API, alternating between few and many rows: medians and p95.
   */
  private static void times(RunningApi few, RunningApi many, Consumer<String> lines) {
    lists()
        .forEach((name, filter) -> {
          var path = "conversations?limit=50" + query(filter);
          var before = new long[ROUNDS];
          var after = new long[ROUNDS];
          for (int round = 0; round < ROUNDS; round++) {
            before[round] = time(few, path);
            after[round] = time(many, path);
          }
          Arrays.sort(before);
          Arrays.sort(after);
          lines.accept(
              String.format(
                  Locale.ROOT,
                  "| %s | %.1f, %.1f ms | %.1f, %.1f ms | %.2f, %.2f |",
                  name,
                  at(before, 50),
                  at(before, 95),
                  at(after, 50),
                  at(after, 95),
                  at(after, 50) / at(before, 50),
                  at(after, 95) / at(before, 95)));
        });
  }

  private static long time(RunningApi api, String path) {
    var begun = System.nanoTime();
    assertThat(api.get(path).status()).isEqualTo(200);
    return System.nanoTime() - begun;
  }

  private static double at(long[] sorted, int percent) {
    return sorted[sorted.length * percent / 100] / 1e6;
  }

  private static String query(Filter filter) {
    var query = new StringBuilder();
    var all = new LinkedHashMap<String, Object>();
    if (filter.status() != null) {
      all.put("status", filter.status().wire());
    }
    if (filter.channel() != null) {
      all.put("channel", filter.channel().wire());
    }
    if (filter.label() != null) {
      all.put("label", filter.label());
    }
    if (filter.assignee() != null) {
      all.put("assignee", filter.assignee());
    }
    if (filter.contact() != null) {
      all.put("contact", filter.contact());
    }
    if (filter.starred() != null) {
      all.put("starred", filter.starred());
    }
    if (filter.search() != null) {
      all.put("search", URLEncoder.encode(filter.search(), StandardCharsets.UTF_8));
    }
    all.forEach((name, value) -> query.append('&').append(name).append('=').append(value));
    return query.toString();
  }
}
