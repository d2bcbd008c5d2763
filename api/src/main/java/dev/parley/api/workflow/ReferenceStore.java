package dev.parley.api.workflow;

import static dev.parley.db.Tables.FIELD;
import static dev.parley.db.Tables.LABEL;
import static dev.parley.db.Tables.PERSONA;
import static dev.parley.db.Tables.SECRET;
import static dev.parley.db.Tables.SKILL_SET;
import static dev.parley.db.Tables.USERS;

import dev.parley.conversation.Name;
import dev.parley.node.References;
import dev.parley.store.Ids;
import dev.parley.store.SkillSets;
import dev.parley.store.SkillSets.Skill;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.TableField;

/** The catalogues that graphs refer to, each loaded on first use, without archived entries. */
public final class ReferenceStore implements References {
  private final DSLContext tx;
  private final Map<Kind, Map<String, String>> known = new EnumMap<>(Kind.class);
  private final Map<UUID, List<Skill>> skills = new HashMap<>();

  private ReferenceStore(DSLContext tx) {
    this.tx = tx;
  }

  /** Returns the references in this transaction. */
  public static References of(DSLContext tx) {
    return new ReferenceStore(tx);
  }

  /** Returns the reverse mapping, from ids to names, for exports. It includes archived entries. */
  static References names(DSLContext tx) {
    return new References() {
      private final Map<Kind, Map<String, String>> known = new EnumMap<>(Kind.class);

      @Override
      public Optional<String> id(Kind kind, String id) {
        return Optional.ofNullable(known.computeIfAbsent(kind, _ -> names(tx, kind)).get(id));
      }

      @Override
      public Set<String> secrets() {
        return Set.of();
      }
    };
  }

  private static Map<String, String> names(DSLContext tx, Kind kind) {
    return switch (kind) {
      case LABEL -> names(tx, LABEL, LABEL.ID, LABEL.NAME);
      case USER -> names(tx, USERS, USERS.ID, USERS.NAME);
      case PERSONA -> names(tx, PERSONA, PERSONA.ID, PERSONA.NAME);
      case FIELD -> names(tx, FIELD, FIELD.ID, FIELD.KEY);
      case SKILL_SET -> Map.of();
    };
  }

  private static Map<String, String> names(
      DSLContext tx, Table<?> table, TableField<?, UUID> id, TableField<?, String> name) {
    var names = new HashMap<String, String>();
    tx.select(id, name)
        .from(table)
        .forEach(row -> names.put(row.value1().toString(), row.value2()));
    return names;
  }

  @Override
  public Optional<String> id(Kind kind, String idOrName) {
    var ids = known.computeIfAbsent(kind, this::read);
    return Optional.ofNullable(ids.get(Name.key(idOrName)));
  }

  @Override
  public Set<String> secrets() {
    return new HashSet<>(tx.select(SECRET.NAME).from(SECRET).fetch(SECRET.NAME));
  }

  @Override
  public List<SkillFault> skillFaults(
      String skillSet, String skill, Map<String, Object> arguments) {
    return id(Kind.SKILL_SET, skillSet)
        .flatMap(Ids::read)
        .map(set -> skills.computeIfAbsent(set, id -> SkillSets.skills(tx, id)))
        .map(known -> SkillCalls.faults(known, skill, arguments))
        .orElse(List.of());
  }

  private Map<String, String> read(Kind kind) {
    return switch (kind) {
      case LABEL -> read(LABEL, LABEL.ID, LABEL.NAME, LABEL.NAME, LABEL.ARCHIVED_AT);
      case USER -> read(USERS, USERS.ID, USERS.NAME, USERS.EMAIL, USERS.ARCHIVED_AT);
      case PERSONA -> read(PERSONA, PERSONA.ID, PERSONA.NAME, PERSONA.NAME, PERSONA.ARCHIVED_AT);
      case FIELD -> read(FIELD, FIELD.ID, FIELD.NAME, FIELD.KEY, FIELD.ARCHIVED_AT);
      case SKILL_SET ->
          read(SKILL_SET, SKILL_SET.ID, SKILL_SET.NAME, SKILL_SET.NAME, SKILL_SET.ARCHIVED_AT);
    };
  }

  private Map<String, String> read(
      Table<?> table,
      TableField<?, UUID> id,
      TableField<?, String> name,
      TableField<?, String> otherName,
      TableField<?, ?> archivedAt) {
    var ids = new HashMap<String, String>();
    var rows =
        tx.select(id, name, otherName).from(table).where(archivedAt.isNull()).orderBy(id).fetch();
    // If several have the same name, which only an earlier release allowed, the oldest one owns it.
    rows.forEach(row -> ids.putIfAbsent(Name.key(row.value2()), row.value1().toString()));
    rows.stream()
        .filter(row -> row.value3() != null && !row.value3().equals(row.value2()))
        .forEach(row -> ids.put(Name.key(row.value3()), row.value1().toString()));
    rows.forEach(row -> ids.put(row.value1().toString(), row.value1().toString()));
    return ids;
  }
}
