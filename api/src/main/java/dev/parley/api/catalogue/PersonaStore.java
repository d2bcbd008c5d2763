package dev.parley.api.catalogue;

import static dev.parley.db.Tables.PERSONA;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Texts;
import dev.parley.api.catalogue.CatalogueStore.NamedTable;
import dev.parley.api.input.Checks;
import dev.parley.node.References;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Personas: the AI agents that conversations are assigned to. */
final class PersonaStore {
  static final NamedTable<PersonaView> TABLE =
      new NamedTable<>(
          "persona",
          References.Kind.PERSONA,
          PERSONA,
          List.of(PERSONA.NAME, PERSONA.TONE),
          PersonaStore::view);

  private static final int LONGEST_INSTRUCTIONS = 20_000;
  private static final int LONGEST_TONE = 200;

  private PersonaStore() {}

  /** A persona in a response. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PersonaView(
      String id,
      String name,
      String instructions,
      String tone,
      String colour,
      boolean archived,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime archivedAt) {}

  /** A new persona. */
  record PersonaSent(
      @Schema(requiredMode = REQUIRED, maxLength = Checks.LONGEST_NAME, pattern = Texts.READABLE)
          @Nullable String name,
      @Schema(maxLength = LONGEST_INSTRUCTIONS) @Nullable String instructions,
      @Schema(maxLength = LONGEST_TONE) @Nullable String tone,
      @Schema(pattern = Checks.COLOUR) @Nullable String colour) {

    Map<Field<?>, Object> checked() {
      return columns(Checks.ofNew(), name, instructions, tone, colour);
    }
  }

  /** An update of a persona; absent values stay unchanged. */
  record PersonaChange(
      @Schema(maxLength = Checks.LONGEST_NAME, pattern = Texts.READABLE) @Nullable String name,
      @Schema(maxLength = LONGEST_INSTRUCTIONS) @Nullable String instructions,
      @Schema(maxLength = LONGEST_TONE) @Nullable String tone,
      @Schema(pattern = Checks.COLOUR) @Nullable String colour) {

    Map<Field<?>, Object> checked() {
      return columns(Checks.ofChange(), name, instructions, tone, colour);
    }
  }

  private static Map<Field<?>, Object> columns(
      Checks checks,
      @Nullable String name,
      @Nullable String instructions,
      @Nullable String tone,
      @Nullable String colour) {
    checks
        .name(name, Checks.LONGEST_NAME)
        .optional("instructions", instructions, LONGEST_INSTRUCTIONS)
        .optional("tone", tone, LONGEST_TONE)
        .colour(colour)
        .orThrow();
    return new Columns()
        .name(PERSONA.NAME, PERSONA.NAME_KEY, name)
        .text(PERSONA.INSTRUCTIONS, instructions)
        .text(PERSONA.TONE, tone)
        .text(PERSONA.COLOUR, colour)
        .all();
  }

  private static PersonaView view(Record row) {
    return new PersonaView(
        row.get(PERSONA.ID).toString(),
        row.get(PERSONA.NAME),
        row.get(PERSONA.INSTRUCTIONS),
        row.get(PERSONA.TONE),
        row.get(PERSONA.COLOUR),
        row.get(PERSONA.ARCHIVED_AT) != null,
        row.get(PERSONA.CREATED_AT),
        row.get(PERSONA.ARCHIVED_AT));
  }
}
