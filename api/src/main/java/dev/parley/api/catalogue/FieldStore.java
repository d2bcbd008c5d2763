package dev.parley.api.catalogue;

import static dev.parley.db.Tables.FIELD;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Texts;
import dev.parley.api.catalogue.CatalogueStore.NamedTable;
import dev.parley.api.input.Checks;
import dev.parley.node.References;
import dev.parley.store.sql.StoredJson;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Custom fields of conversations and contacts. */
final class FieldStore {
  static final NamedTable<FieldView> TABLE =
      new NamedTable<>(
          "field",
          References.Kind.FIELD,
          FIELD,
          List.of(FIELD.NAME, FIELD.KEY, FIELD.DESCRIPTION),
          FieldStore::view);
  private static final Set<String> TYPES =
      Set.of("text", "number", "date", "choice", "email", "phone");

  private static final int MOST_CHOICES = 100;
  private static final int LONGEST_CHOICE = 120;

  private FieldStore() {}

  /**
   * A field in a response.
   *
   * @param key its name in templates and events
   * @param choices the values of a choice field
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FieldView(
      String id,
      String key,
      String name,
      String type,
      List<String> choices,
      String description,
      boolean archived,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime archivedAt) {}

  /** A new field. */
  record FieldSent(
      @Schema(requiredMode = REQUIRED, pattern = "^[a-z][a-zA-Z0-9_]{0,62}$") @Nullable String key,
      @Schema(requiredMode = REQUIRED, maxLength = Checks.LONGEST_NAME, pattern = Texts.READABLE)
          @Nullable String name,
      @Schema(
              requiredMode = REQUIRED,
              allowableValues = {"text", "number", "date", "choice", "email", "phone"})
          @Nullable String type,
      @ArraySchema(
              maxItems = MOST_CHOICES,
              uniqueItems = true,
              schema = @Schema(maxLength = LONGEST_CHOICE, pattern = Texts.READABLE))
          @Nullable List<String> choices,
      @Schema(maxLength = Checks.LONGEST_DESCRIPTION) @Nullable String description) {

    Map<Field<?>, Object> checked() {
      Checks.ofNew()
          .name(name, Checks.LONGEST_NAME)
          .needed("key", key, 63)
          .that(
              key == null || key.matches("[a-z][a-zA-Z0-9_]{0,62}"),
              "key",
              "key-invalid",
              "A key consists of letters, digits and \"_\", starting with a lower-case letter.")
          .needed("type", type, 20)
          .oneOf("type", type, TYPES)
          .that(
              !"choice".equals(type) || (choices != null && !choices.isEmpty()),
              "choices",
              "choices-empty",
              "A choice needs at least one value.")
          .that(sound(choices), "choices", "choices-invalid", CHOICES)
          .optional("description", description, Checks.LONGEST_DESCRIPTION)
          .orThrow();
      return new Columns()
          .text(FIELD.KEY, key)
          .name(FIELD.NAME, name)
          .text(FIELD.TYPE, type)
          .value(FIELD.CHOICES, choices == null ? null : StoredJson.of(choices))
          .text(FIELD.DESCRIPTION, description)
          .all();
    }
  }

  /** An update of a field; its key and type are fixed, since graphs and values depend on them. */
  record FieldChange(
      @Nullable String key,
      @Schema(maxLength = Checks.LONGEST_NAME, pattern = Texts.READABLE) @Nullable String name,
      @Nullable String type,
      @ArraySchema(
              maxItems = MOST_CHOICES,
              uniqueItems = true,
              schema = @Schema(maxLength = LONGEST_CHOICE, pattern = Texts.READABLE))
          @Nullable List<String> choices,
      @Schema(maxLength = Checks.LONGEST_DESCRIPTION) @Nullable String description) {

    Map<Field<?>, Object> checked(FieldView now) {
      Checks.ofChange()
          .name(name, Checks.LONGEST_NAME)
          .that(
              key == null || key.equals(now.key()),
              "key",
              "fixed",
              "A field's key cannot be changed.")
          .that(
              type == null || type.equals(now.type()),
              "type",
              "fixed",
              "A field's type cannot be changed.")
          .that(
              choices == null || !now.type().equals("choice") || !choices.isEmpty(),
              "choices",
              "choices-empty",
              "A choice needs at least one value.")
          .that(sound(choices), "choices", "choices-invalid", CHOICES)
          .optional("description", description, Checks.LONGEST_DESCRIPTION)
          .orThrow();
      return new Columns()
          .name(FIELD.NAME, name)
          .value(FIELD.CHOICES, choices == null ? null : StoredJson.of(choices))
          .text(FIELD.DESCRIPTION, description)
          .all();
    }
  }

  private static final String CHOICES =
      "Choices must be at most 100 different texts of 1 to 120 characters.";

  private static boolean sound(@Nullable List<String> choices) {
    return choices == null
        || (choices.size() <= MOST_CHOICES
            && new HashSet<>(choices).size() == choices.size()
            && choices.stream()
                .allMatch(choice ->
                    choice != null
                        && !Texts.isBlank(choice)
                        && Texts.fits(choice, LONGEST_CHOICE)));
  }

  private static FieldView view(Record row) {
    return new FieldView(
        row.get(FIELD.ID).toString(),
        row.get(FIELD.KEY),
        row.get(FIELD.NAME),
        row.get(FIELD.TYPE),
        StoredJson.list(row.get(FIELD.CHOICES), String.class),
        row.get(FIELD.DESCRIPTION),
        row.get(FIELD.ARCHIVED_AT) != null,
        row.get(FIELD.CREATED_AT),
        row.get(FIELD.ARCHIVED_AT));
  }
}
