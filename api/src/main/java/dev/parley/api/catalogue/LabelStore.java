package dev.parley.api.catalogue;

import static dev.parley.db.Tables.LABEL;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.catalogue.CatalogueStore.Shelf;
import dev.parley.node.References;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Labels. */
final class LabelStore {
  static final Shelf<LabelView> SHELF =
      new Shelf<>(
          "label",
          References.Kind.LABEL,
          LABEL,
          List.of(LABEL.NAME, LABEL.DESCRIPTION),
          LabelStore::view);

  private LabelStore() {}

  /** A label as it is shown. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LabelView(
      String id,
      String name,
      String colour,
      String description,
      boolean archived,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime archivedAt) {}

  /** A label as it is sent; of a change, what is absent stays. */
  record LabelSent(@Nullable String name, @Nullable String colour, @Nullable String description) {

    Map<Field<?>, Object> checked(Checks checks) {
      checks
          .needed("name", name, 80)
          .colour(colour)
          .optional("description", description, 2_000)
          .orThrow();
      return new Columns()
          .text(LABEL.NAME, name)
          .text(LABEL.COLOUR, colour)
          .text(LABEL.DESCRIPTION, description)
          .all();
    }
  }

  private static LabelView view(Record row) {
    return new LabelView(
        row.get(LABEL.ID).toString(),
        row.get(LABEL.NAME),
        row.get(LABEL.COLOUR),
        row.get(LABEL.DESCRIPTION),
        row.get(LABEL.ARCHIVED_AT) != null,
        row.get(LABEL.CREATED_AT),
        row.get(LABEL.ARCHIVED_AT));
  }
}
