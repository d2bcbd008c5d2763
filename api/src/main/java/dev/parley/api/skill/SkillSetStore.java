package dev.parley.api.skill;

import static dev.parley.db.Tables.SKILL_SET;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Texts;
import dev.parley.api.catalogue.CatalogueStore.NamedTable;
import dev.parley.api.catalogue.Columns;
import dev.parley.api.input.Checks;
import dev.parley.api.outside.SecretHeader;
import dev.parley.api.outside.WebAddress;
import dev.parley.node.References;
import dev.parley.secret.Sealer;
import dev.parley.store.SkillSets;
import dev.parley.store.SkillSets.Skill;
import dev.parley.store.sql.StoredJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Skill sets: MCP servers and their skills. */
final class SkillSetStore {
  static final NamedTable<SkillSetView> TABLE =
      new NamedTable<>(
          "skill set",
          References.Kind.SKILL_SET,
          SKILL_SET,
          List.of(SKILL_SET.NAME, SKILL_SET.DESCRIPTION),
          SkillSetStore::view);

  private static final Set<String> RESERVED = Set.of("mcp-session-id", "mcp-protocol-version");

  private static final int LONGEST_URL = 2_000;

  private SkillSetStore() {}

  /**
   * A skill set in a response.
   *
   * @param header the name of its secret header; the value is never returned
   * @param builtIn true if it is part of Parley
   * @param server the server's name and version, as it reports them
   * @param skills with JSON Schemas of their parameters and, where provided, results
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SkillSetView(
      String id,
      String name,
      String description,
      String url,
      @Nullable String header,
      boolean builtIn,
      @Nullable String server,
      List<Skill> skills,
      Health health,
      boolean archived,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime archivedAt) {}

  /**
   * The outcome of the latest check.
   *
   * @param status unknown, healthy or failing
   * @param detail the reason for a failure
   */
  @Schema(name = "SkillSetHealth")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Health(String status, @Nullable String detail, @Nullable OffsetDateTime checkedAt) {}

  /** A new skill set. */
  record SkillSetSent(
      @Schema(requiredMode = REQUIRED, maxLength = Checks.LONGEST_NAME, pattern = Texts.READABLE)
          @Nullable String name,
      @Schema(maxLength = Checks.LONGEST_DESCRIPTION) @Nullable String description,
      @Schema(requiredMode = REQUIRED, maxLength = LONGEST_URL, pattern = "https?://")
          @Nullable String url,
      @Nullable SecretHeader header) {

    Map<Field<?>, Object> checked() {
      return new SkillSetChange(name, description, url, header).checked(Checks.ofNew());
    }
  }

  /** An update of a skill set; absent values stay unchanged. */
  record SkillSetChange(
      @Schema(maxLength = Checks.LONGEST_NAME, pattern = Texts.READABLE) @Nullable String name,
      @Schema(maxLength = Checks.LONGEST_DESCRIPTION) @Nullable String description,
      @Schema(maxLength = LONGEST_URL, pattern = "https?://") @Nullable String url,
      @Nullable SecretHeader header) {

    Map<Field<?>, Object> checked(Checks checks) {
      checks
          .name(name, Checks.LONGEST_NAME)
          .optional("description", description, Checks.LONGEST_DESCRIPTION)
          .needed("url", url, LONGEST_URL)
          .that(
              url == null || WebAddress.isWeb(url),
              "url",
              "url-invalid",
              "Enter the address of an MCP server, for example https://tools.example.com/mcp.");
      SecretHeader.check(checks, header, RESERVED);
      checks.orThrow();
      return new Columns()
          .name(SKILL_SET.NAME, SKILL_SET.NAME_KEY, name)
          .text(SKILL_SET.DESCRIPTION, description)
          .text(SKILL_SET.URL, url)
          .all();
    }
  }

  /** Stores the secret header, sealed for this row, or removes it. */
  static void header(DSLContext tx, Sealer sealer, UUID id, @Nullable SecretHeader header) {
    if (header == null) {
      return;
    }
    var none = header.none() || header.name() == null || header.value() == null;
    tx.update(SKILL_SET)
        .set(SKILL_SET.HEADER_NAME, none ? null : header.name())
        .set(
            SKILL_SET.HEADER_SEALED,
            none ? null : sealer.seal(String.valueOf(header.value()), SkillSets.associated(id)))
        .where(SKILL_SET.ID.eq(id))
        .execute();
  }

  /** Removes a skill set whose installation failed. */
  static void remove(DSLContext tx, UUID id) {
    tx.deleteFrom(SKILL_SET).where(SKILL_SET.ID.eq(id)).execute();
  }

  private static SkillSetView view(Record row) {
    var url = row.get(SKILL_SET.URL);
    var builtIn = url.equals(SkillSets.BUILT_IN);
    return new SkillSetView(
        row.get(SKILL_SET.ID).toString(),
        row.get(SKILL_SET.NAME),
        row.get(SKILL_SET.DESCRIPTION),
        url,
        row.get(SKILL_SET.HEADER_NAME),
        builtIn,
        row.get(SKILL_SET.SERVER),
        StoredJson.list(row.get(SKILL_SET.SKILLS), Skill.class),
        new Health(
            row.get(SKILL_SET.HEALTH),
            row.get(SKILL_SET.HEALTH_DETAIL),
            row.get(SKILL_SET.CHECKED_AT)),
        row.get(SKILL_SET.ARCHIVED_AT) != null,
        row.get(SKILL_SET.CREATED_AT),
        row.get(SKILL_SET.ARCHIVED_AT));
  }
}
