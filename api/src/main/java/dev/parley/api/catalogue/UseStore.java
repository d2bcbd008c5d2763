package dev.parley.api.catalogue;

import static dev.parley.db.Tables.FIELD;
import static dev.parley.db.Tables.GRAPH;
import static dev.parley.db.Tables.WORKFLOW;
import static dev.parley.db.Tables.WORKFLOW_VERSION;
import static dev.parley.db.Tables.WORKING_COPY;
import static org.jooq.impl.DSL.coalesce;

import dev.parley.api.catalogue.Uses.NodeUse;
import dev.parley.api.catalogue.Uses.Use;
import dev.parley.graph.Graph;
import dev.parley.graph.GraphJson;
import dev.parley.graph.GraphNode;
import dev.parley.node.References;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** Finds the workflows that use a label, user, persona, field or skill set. */
final class UseStore {
  private static final dev.parley.db.tables.Graph ACTIVE = GRAPH.as("active");
  private static final dev.parley.db.tables.Graph NEWEST = GRAPH.as("newest");

  private UseStore() {}

  /**
   * Returns the workflows whose active or newest graph refers to the item, by name, without
   * archived ones.
   */
  static Uses of(DSLContext tx, References.Kind kind, UUID id) {
    var text = id.toString();
    var key = kind == References.Kind.FIELD ? fieldKey(tx, id) : null;
    var newest = coalesce(WORKING_COPY.GRAPH, NEWEST.BODY);
    var items =
        tx
            .select(WORKFLOW.ID, WORKFLOW.NAME, WORKFLOW.STATUS, ACTIVE.BODY, newest)
            .from(WORKFLOW)
            .leftJoin(ACTIVE)
            .on(ACTIVE.HASH.eq(WORKFLOW.ACTIVE_GRAPH))
            .leftJoin(WORKFLOW_VERSION)
            .on(WORKFLOW_VERSION.WORKFLOW_ID.eq(WORKFLOW.ID))
            .and(WORKFLOW_VERSION.NUMBER.eq(WORKFLOW.NEWEST_VERSION))
            .leftJoin(NEWEST)
            .on(NEWEST.HASH.eq(WORKFLOW_VERSION.GRAPH_HASH))
            .leftJoin(WORKING_COPY)
            .on(WORKING_COPY.WORKFLOW_ID.eq(WORKFLOW.ID))
            .where(WORKFLOW.STATUS.ne("archived"))
            .and(mentions(ACTIVE.BODY, text, key).or(mentions(newest, text, key)))
            .orderBy(WORKFLOW.NAME, WORKFLOW.ID)
            .fetch(row -> {
              var uses = uses(kind, text, key);
              var active = nodes(row.get(ACTIVE.BODY), uses);
              var later = nodes(row.get(newest), uses);
              var all = new LinkedHashSet<>(active);
              all.addAll(later);
              return new Use(
                  row.get(WORKFLOW.ID).toString(),
                  row.get(WORKFLOW.NAME),
                  row.get(WORKFLOW.STATUS),
                  !active.isEmpty(),
                  !later.isEmpty(),
                  List.copyOf(all));
            })
            .stream()
            .filter(use -> !use.nodes().isEmpty())
            .toList();
    return new Uses(items);
  }

  private static @Nullable String fieldKey(DSLContext tx, UUID id) {
    return tx.select(FIELD.KEY).from(FIELD).where(FIELD.ID.eq(id)).fetchOne(FIELD.KEY);
  }

  /** Preselects graphs by their text, which leaves few to parse. */
  private static org.jooq.Condition mentions(
      Field<JSONB> body, String id, @Nullable String fieldKey) {
    var text = body.cast(String.class);
    return fieldKey == null ? text.contains(id) : text.contains(id).or(text.contains(fieldKey));
  }

  private static List<NodeUse> nodes(@Nullable JSONB body, Predicate<GraphNode> uses) {
    return body == null
        ? List.of()
        : GraphJson.stored(body.data()).nodes().stream()
            .filter(uses)
            .map(node -> new NodeUse(node.id(), node.title()))
            .toList();
  }

  /** Matches nodes by their references; for a custom field also by its key in a template. */
  private static Predicate<GraphNode> uses(
      References.Kind kind, String id, @Nullable String fieldKey) {
    Predicate<GraphNode> refers =
        node -> {
          var asked = new Asked(kind, id);
          var _ = node.node().resolved(asked);
          return asked.found;
        };
    if (fieldKey == null) {
      return refers;
    }
    var path = Pattern.compile("\\bfields\\." + fieldKey + "\\b");
    return refers.or(node ->
        path.matcher(GraphJson.write(new Graph(List.of(node), List.of())).toString()).find());
  }

  /** References that resolve nothing and record whether a given one was requested. */
  private static final class Asked implements References {
    private final Kind kind;
    private final String wanted;
    private boolean found;

    Asked(Kind kind, String wanted) {
      this.kind = kind;
      this.wanted = wanted;
    }

    @Override
    public Optional<String> id(Kind of, String idOrName) {
      found |= of == kind && idOrName.equals(wanted);
      return Optional.empty();
    }

    @Override
    public Set<String> secrets() {
      return Set.of();
    }
  }
}
