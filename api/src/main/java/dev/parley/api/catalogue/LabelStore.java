package dev.parley.api.catalogue;

import static dev.parley.db.Tables.LABEL;
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

/** Labels. */
final class LabelStore {
  static final NamedTable<LabelView> TABLE =
      new NamedTable<>(
          "label",
          References.Kind.LABEL,
          LABEL,
          List.of(LABEL.NAME, LABEL.DESCRIPTION),
          LabelStore::view);

  private static final int LONGEST_NAME = 80;

  private LabelStore() {}

  /** A label in a response. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LabelView(
      String id,
      String name,
      String colour,
      String description,
      boolean archived,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime archivedAt) {}

  /** A new label. */
  record LabelSent(
      @Schema(requiredMode = REQUIRED, maxLength = LONGEST_NAME, pattern = Texts.READABLE)
          @Nullable String name,
      @Schema(pattern = Checks.COLOUR) @Nullable String colour,
      @Schema(maxLength = Checks.LONGEST_DESCRIPTION) @Nullable String description) {

    Map<Field<?>, Object> checked() {
      return columns(Checks.ofNew(), name, colour, description);
    }
  }

  /** An update of a label; absent values stay unchanged. */
  record LabelChange(
      @Schema(maxLength = LONGEST_NAME, pattern = Texts.READABLE) @Nullable String name,
      @Schema(pattern = Checks.COLOUR) @Nullable String colour,
      @Schema(maxLength = Checks.LONGEST_DESCRIPTION) @Nullable String description) {

    Map<Field<?>, Object> checked() {
      return columns(Checks.ofChange(), name, colour, description);
    }
  }

  private static Map<Field<?>, Object> columns(
      Checks checks, @Nullable String name, @Nullable String colour, @Nullable String description) {
    checks
        .name(name, LONGEST_NAME)
        .colour(colour)
        .optional("description", description, Checks.LONGEST_DESCRIPTION)
        .orThrow();
    return new Columns()
        .name(LABEL.NAME, LABEL.NAME_KEY, name)
        .text(LABEL.COLOUR, colour)
        .text(LABEL.DESCRIPTION, description)
        .all();
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
