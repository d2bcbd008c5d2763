package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.store.sql.StoreFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A single response is consistent, whatever is written concurrently. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotIT {
  private static final int WRITES = 150;

  private RunningApi api;

  @BeforeAll
  void start() {
    api = new RunningApi();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private static String graph(long number) {
    return "{'graph': {'schema': 1, 'edges': [], 'nodes': [{'id': 't', 'kind': 'trigger',"
        + " 'name': 'Drawing "
        + number
        + "', 'position': {'x': 0, 'y': 0},"
        + " 'config': {'event': 'conversation.starred'}}]}}";
  }

  @Test
  void aWorkingCopyComesWithItsOwnRevision() throws Exception {
    var workflow = api.post("workflows", "{'name': 'Drawn by two'}").at("/id");
    var path = "workflows/" + workflow + "/working-copy";
    var first = api.send("PUT", path, graph(0));
    assertThat(first.status()).as(first.body().toString()).isEqualTo(200);
    var base = first.body().path("revision").asLong();
    var writing = new AtomicBoolean(true);
    Callable<List<String>> reader =
        () -> {
          var torn = new ArrayList<String>();
          while (writing.get()) {
            var read = api.get(path);
            var drawing = "Drawing " + (read.body().path("revision").asLong() - base);
            if (!read.at("/graph/nodes/0/name").equals(drawing)) {
              torn.add(read.at("/graph/nodes/0/name") + " as " + drawing);
            }
          }
          return torn;
        };
    try (var threads = Executors.newFixedThreadPool(3)) {
      var readers = List.of(threads.submit(reader), threads.submit(reader), threads.submit(reader));
      try {
        for (int i = 1; i <= WRITES; i++) {
          var written = api.send("PUT", path, graph(i));
          assertThat(written.body().path("revision").asLong()).isEqualTo(base + i);
        }
      } finally {
        writing.set(false);
      }
      for (var torn : readers) {
        assertThat(torn.get()).isEmpty();
      }
    }
  }

  @Test
  void aReadSeesNoConcurrentCommit() {
    var transactions = api.part(Transactions.class);
    var counts =
        transactions.read(tx -> {
          var before = tx.fetchCount(dev.parley.db.Tables.LABEL);
          assertThat(api.post("labels", "{'name': 'Made meanwhile'}").status()).isEqualTo(201);
          return List.of(before, tx.fetchCount(dev.parley.db.Tables.LABEL));
        });
    assertThat(counts.getFirst()).isEqualTo(counts.getLast());
    assertThat(transactions.<Integer>read(tx -> tx.fetchCount(dev.parley.db.Tables.LABEL)))
        .isEqualTo(counts.getLast() + 1);
  }

  @Test
  void aReadCannotWrite() throws SQLException {
    var transactions = api.part(Transactions.class);
    assertThatThrownBy(
            () -> transactions.read(tx -> tx.deleteFrom(dev.parley.db.Tables.LABEL).execute()))
        .satisfies(e -> assertThat(StoreFailure.of(e)).contains(StoreFailure.READ_ONLY));
  }
}
