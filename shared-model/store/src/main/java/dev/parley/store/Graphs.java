package dev.parley.store;

import static dev.parley.db.Tables.GRAPH;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.hash.Hashing;
import dev.parley.graph.Graph;
import dev.parley.graph.GraphJson;
import dev.parley.graph.Plan;
import java.nio.charset.StandardCharsets;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** Graphs by content hash: immutable, shared by versions and test runs. */
public final class Graphs {
  /** Measured as JSON; the objects take several times as much. */
  private static final long MOST_BYTES = 8L << 20;

  private final Cache<String, Read> cache =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((String _, Read read) -> read.bytes)
          .build();

  private static final class Read {
    private final Graph graph;
    private final boolean lenient;
    private final int bytes;
    private @Nullable Plan plan;

    Read(Graph graph, boolean lenient, int bytes) {
      this.graph = graph;
      this.lenient = lenient;
      this.bytes = bytes;
    }

    synchronized Plan plan() {
      var known = plan;
      if (known == null) {
        known = Plan.of(graph);
        plan = known;
      }
      return known;
    }
  }

  /** Stores a graph and returns its hash. */
  public String keep(DSLContext tx, Graph graph) {
    var json = GraphJson.write(graph).toString();
    var hash = hash(json);
    tx.insertInto(GRAPH)
        .set(GRAPH.HASH, hash)
        .set(GRAPH.BODY, JSONB.valueOf(json))
        .onConflictDoNothing()
        .execute();
    return hash;
  }

  /**
   * Returns the graph with that hash.
   *
   * @throws IllegalStateException if it was never stored
   */
  public Graph load(DSLContext tx, String hash) {
    return read(tx, hash).graph;
  }

  /**
   * Returns the plan of the graph with that hash.
   *
   * @throws IllegalStateException if it was never stored
   * @throws IllegalArgumentException if the graph is not valid
   */
  public Plan plan(DSLContext tx, String hash) {
    return read(tx, hash).plan();
  }

  /**
   * Returns true if the graph with that hash was stored before templates became stricter.
   *
   * @throws IllegalStateException if it was never stored
   */
  public boolean isLenient(DSLContext tx, String hash) {
    return read(tx, hash).lenient;
  }

  private Read read(DSLContext tx, String hash) {
    var cached = cache.getIfPresent(hash);
    if (cached != null) {
      return cached;
    }
    var row =
        tx.select(GRAPH.BODY, GRAPH.LENIENT).from(GRAPH).where(GRAPH.HASH.eq(hash)).fetchOne();
    if (row == null) {
      throw new IllegalStateException("graph " + hash + " is not in the store");
    }
    var json = row.value1().data();
    var read = new Read(GraphJson.stored(json), row.value2(), json.length());
    cache.put(hash, read);
    return read;
  }

  /** Returns the size of the cached graphs, as JSON. */
  long bytes() {
    cache.cleanUp();
    return cache.policy().eviction().orElseThrow().weightedSize().orElseThrow();
  }

  private static String hash(String json) {
    return Hashing.sha256().hashString(json, StandardCharsets.UTF_8).toString();
  }
}
