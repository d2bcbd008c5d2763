package dev.parley.store;

import static dev.parley.db.Tables.GRAPH;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.graph.Graph;
import dev.parley.graph.GraphJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jooq.DSLContext;
import org.jooq.JSONB;

/** Graphs by the hash of their content: immutable, shared by versions and test runs. */
public final class Graphs {
  private final Cache<String, Graph> cache = Caffeine.newBuilder().maximumSize(1_000).build();

  /** Keeps a graph and gives its hash. */
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
   * The graph with that hash.
   *
   * @throws IllegalStateException when it was never kept
   */
  public Graph load(DSLContext tx, String hash) {
    var cached = cache.getIfPresent(hash);
    if (cached != null) {
      return cached;
    }
    var json = tx.select(GRAPH.BODY).from(GRAPH).where(GRAPH.HASH.eq(hash)).fetchOne(GRAPH.BODY);
    if (json == null) {
      throw new IllegalStateException("graph " + hash + " is not in the store");
    }
    var graph = GraphJson.stored(json.data());
    cache.put(hash, graph);
    return graph;
  }

  private static String hash(String json) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(json.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
