package dev.parley.store;

import static dev.parley.db.Tables.LABEL;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.Loops.Cause;
import dev.parley.conversation.Status;
import dev.parley.execution.Mode;
import dev.parley.execution.Options;
import dev.parley.graph.Corpus;
import dev.parley.graph.Graph;
import dev.parley.node.References;
import dev.parley.store.sql.Postgres;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL database with our tables, shared by all store tests of this JVM. */
public final class TestDatabase {
  private static final DataSource POOL = start();
  private static final DSLContext DATABASE = Postgres.over(POOL);
  private static final Graphs GRAPHS = new Graphs();

  private TestDatabase() {}

  private static DataSource start() {
    var hikari = new HikariConfig();
    hikari.setDataSource(ScratchDatabase.migrated().dataSource());
    hikari.setMaximumPoolSize(30);
    var pool = new HikariDataSource(hikari);
    var dsl = Postgres.over(pool);
    for (var name : List.of("VIP", "Urgent")) {
      dsl.insertInto(LABEL)
          .set(
              LABEL.ID,
              UUID.fromString(Corpus.REFERENCES.id(References.Kind.LABEL, name).orElseThrow()))
          .set(LABEL.NAME, name)
          .execute();
    }
    return pool;
  }

  /** Returns connections to it. */
  public static DataSource dataSource() {
    return POOL;
  }

  static <T> T in(Function<DSLContext, @Nullable T> work) {
    return Objects.requireNonNull(
        DATABASE.<@Nullable T>transactionResult(tx -> work.apply(tx.dsl())));
  }

  static Conversation conversation() {
    var made =
        new Conversation(
            "conv-" + UUID.randomUUID(),
            Channel.WEBCHAT,
            Status.OPEN,
            false,
            List.of(),
            null,
            null,
            Map.of(),
            null,
            false);
    in(tx -> Conversations.insertIfAbsent(tx, made));
    return made;
  }

  static Execution execution(Graph graph, Conversation conversation, Mode mode) {
    return execution(graph, conversation, mode, List.of());
  }

  /** Inserts a pending execution. */
  static Execution execution(Graph graph, Conversation conversation, Mode mode, List<Cause> chain) {
    return in(tx -> {
      var id = Ids.next();
      var made =
          new Execution(
              id,
              Ids.next(),
              "Sample",
              1,
              GRAPHS.keep(tx, graph),
              "conversation.created",
              mode,
              conversation.id(),
              Map.of("data", Map.of("message", Map.of("id", "m", "text", "my order"))),
              Options.NONE,
              id,
              chain);
      Lifecycle.open(tx, made, Lifecycle.FIRST_LEASE);
      return made;
    });
  }
}
