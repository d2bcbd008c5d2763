package dev.parley.api.secret;

import static dev.parley.db.Tables.SECRET;

import dev.parley.secret.Sealer;
import dev.parley.store.Ids;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Secrets, sealed and bound to their rows. */
final class SecretStore {
  private SecretStore() {}

  /**
   * A secret in a response, without its value.
   *
   * @param hosts the only hosts that it may be sent to; empty for any
   * @param usedBy the workflows whose active or newest version or working copy uses it
   */
  @Schema(name = "Secret")
  record Named(String name, List<String> hosts, OffsetDateTime updatedAt, List<Use> usedBy) {}

  /** A workflow that uses a secret. */
  @Schema(name = "SecretUse")
  record Use(String id, String name) {}

  static List<Named> list(DSLContext tx) {
    var uses = uses(tx);
    return tx.select(SECRET.NAME, SECRET.HOSTS, SECRET.UPDATED_AT)
        .from(SECRET)
        .orderBy(SECRET.NAME)
        .fetch(row ->
            new Named(
                row.value1(),
                List.of(row.value2()),
                row.value3(),
                uses.getOrDefault(row.value1(), List.of())));
  }

  /**
   * Keyed by the secret's name; templates write {@code secrets.name} or {@code secrets["name"]}.
   */
  private static Map<String, List<Use>> uses(DSLContext tx) {
    return tx.fetch(
            """
            with texts as (
              select w.id, w.name, g.body::text as body from workflow w join graph g on g.hash = w.active_graph
              union all
              select w.id, w.name, g.body::text from workflow w
                join workflow_version v on v.workflow_id = w.id and v.number = w.newest_version
                join graph g on g.hash = v.graph_hash
              union all
              select w.id, w.name, c.graph::text from workflow w join working_copy c on c.workflow_id = w.id)
            select distinct s.name as secret, t.id, t.name from secret s join texts t
              on t.body like '%secrets%' and t.body ~ ('secrets[^a-zA-Z0-9_]{1,4}' || s.name || '\\M')
            order by s.name, t.name, t.id
            """)
        .intoGroups(
            row -> row.get("secret", String.class),
            row -> new Use(row.get("id", String.class), row.get("name", String.class)));
  }

  /** Adds a secret; empty if the name is taken. */
  static Optional<Named> insert(
      DSLContext tx, Sealer sealer, String name, String value, List<String> hosts) {
    var id = Ids.next();
    return tx.insertInto(SECRET)
        .set(SECRET.ID, id)
        .set(SECRET.NAME, name)
        .set(SECRET.SEALED, sealer.seal(value, "secret:" + id))
        .set(SECRET.HOSTS, hosts.toArray(String[]::new))
        .onConflictDoNothing()
        .returning(SECRET.NAME, SECRET.HOSTS, SECRET.UPDATED_AT)
        .fetchOptional(row ->
            new Named(row.getName(), List.of(row.getHosts()), row.getUpdatedAt(), List.of()));
  }

  /** Replaces the value, the hosts or both; null keeps the current ones. */
  static boolean replace(
      DSLContext tx,
      Sealer sealer,
      String name,
      @Nullable String value,
      @Nullable List<String> hosts) {
    var found = tx.selectFrom(SECRET).where(SECRET.NAME.eq(name)).forUpdate().fetchOptional();
    found.ifPresent(secret -> {
      if (value != null) {
        secret.setSealed(sealer.seal(value, "secret:" + secret.getId()));
      }
      if (hosts != null) {
        secret.setHosts(hosts.toArray(String[]::new));
      }
      secret.setUpdatedAt(OffsetDateTime.now(ZoneOffset.UTC));
      secret.store();
    });
    return found.isPresent();
  }

  static boolean remove(DSLContext tx, String name) {
    return tx.deleteFrom(SECRET).where(SECRET.NAME.eq(name)).execute() > 0;
  }
}
