package dev.parley.store;

import static dev.parley.db.Tables.SKILL_SET;
import static org.jooq.impl.DSL.currentOffsetDateTime;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.store.sql.StoredJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Skill sets as the worker needs them: their addresses and discovered skills. */
public final class SkillSets {
  /** The address of the worker's built-in server. */
  public static final String BUILT_IN = "parley:built-in";

  /** The skill set that comes with Parley. */
  public static final UUID BUILT_IN_ID = UUID.fromString("01930000-0000-7000-8000-000000000001");

  private SkillSets() {}

  /**
   * A skill as described by its server.
   *
   * @param parameters JSON Schema of its arguments
   * @param result JSON Schema of its result, if the server provides one
   * @param repeatable true if the skill is idempotent
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Skill(
      String name,
      @Nullable String title,
      @Nullable String description,
      Map<String, Object> parameters,
      @Nullable Map<String, Object> result,
      boolean repeatable) {}

  /**
   * The address of a skill set.
   *
   * @param header a header to send, with its value sealed and bound to {@link #associated}
   */
  public record Place(
      UUID id, String name, String url, @Nullable SealedHeader header, List<Skill> skills) {}

  /** A header whose value is a secret. */
  @SuppressWarnings("ArrayRecordComponent")
  public record SealedHeader(String name, byte[] value) {}

  /** Returns the context to which a sealed header is bound. */
  public static String associated(UUID id) {
    return "skill-set:" + id;
  }

  /** Returns the address, unless the skill set is archived. */
  public static Optional<Place> place(DSLContext tx, UUID id) {
    return tx.selectFrom(SKILL_SET)
        .where(SKILL_SET.ID.eq(id))
        .and(SKILL_SET.ARCHIVED_AT.isNull())
        .fetchOptional(row ->
            new Place(
                row.getId(),
                row.getName(),
                row.getUrl(),
                row.getHeaderName() == null
                    ? null
                    : new SealedHeader(row.getHeaderName(), row.getHeaderSealed()),
                StoredJson.list(row.getSkills(), Skill.class)));
  }

  /** Returns the skills found by the last successful check; empty before that. */
  public static List<Skill> skills(DSLContext tx, UUID id) {
    return tx.select(SKILL_SET.SKILLS)
        .from(SKILL_SET)
        .where(SKILL_SET.ID.eq(id))
        .fetchOptional(row -> StoredJson.list(row.value1(), Skill.class))
        .orElse(List.of());
  }

  /** Records a successful check with the skills it found. */
  public static void learnt(DSLContext tx, UUID id, String server, List<Skill> skills) {
    tx.update(SKILL_SET)
        .set(SKILL_SET.SERVER, server)
        .set(SKILL_SET.SKILLS, StoredJson.of(skills))
        .set(SKILL_SET.HEALTH, "healthy")
        .setNull(SKILL_SET.HEALTH_DETAIL)
        .set(SKILL_SET.CHECKED_AT, currentOffsetDateTime())
        .where(SKILL_SET.ID.eq(id))
        .execute();
  }

  /** Records a failed check; skills found earlier remain. */
  public static void failed(DSLContext tx, UUID id, String why) {
    tx.update(SKILL_SET)
        .set(SKILL_SET.HEALTH, "failing")
        .set(SKILL_SET.HEALTH_DETAIL, why)
        .set(SKILL_SET.CHECKED_AT, currentOffsetDateTime())
        .where(SKILL_SET.ID.eq(id))
        .execute();
  }
}
