package dev.parley.api.contract;

import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Adds the value range of integers in requests, which their format alone does not imply. */
final class Numbers {
  private Numbers() {}

  static void bound(@Nullable Schema<?> schema) {
    if (schema == null) {
      return;
    }
    if ("int32".equals(schema.getFormat())) {
      within(schema, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if ("int64".equals(schema.getFormat())) {
      within(schema, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(Numbers::bound);
    }
    if (schema.getAnyOf() != null) {
      schema.getAnyOf().forEach(Numbers::bound);
    }
    bound(schema.getItems());
  }

  private static void within(Schema<?> schema, long least, long most) {
    if (schema.getMinimum() == null) {
      schema.setMinimum(BigDecimal.valueOf(least));
    }
    if (schema.getMaximum() == null) {
      schema.setMaximum(BigDecimal.valueOf(most));
    }
  }
}
