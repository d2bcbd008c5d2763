package dev.parley.api.catalogue;

import static dev.parley.db.Tables.PERSONA;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.catalogue.CatalogueStore.Shelf;
import dev.parley.node.References;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Personas: the AI agents that conversations are assigned to. */
final class PersonaStore {
  static final Shelf<PersonaView> SHELF =
      new Shelf<>(
          "persona",
          References.Kind.PERSONA,
          PERSONA,
          List.of(PERSONA.NAME, PERSONA.TONE),
          PersonaStore::view);

  private PersonaStore() {}

  /** A persona as it is shown. */
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

  /** A persona as it is sent; of a change, what is absent stays. */
  record PersonaSent(
      @Nullable String name,
      @Nullable String instructions,
      @Nullable String tone,
      @Nullable String colour) {

    Map<Field<?>, Object> checked(Checks checks) {
      checks
          .needed("name", name, 120)
          .optional("instructions", instructions, 20_000)
          .optional("tone", tone, 200)
          .colour(colour)
          .orThrow();
      return new Columns()
          .text(PERSONA.NAME, name)
          .text(PERSONA.INSTRUCTIONS, instructions)
          .text(PERSONA.TONE, tone)
          .text(PERSONA.COLOUR, colour)
          .all();
    }
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
