package dev.parley.api.privacy;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The result of the search that ends an erasure.
 *
 * @param values the number of values that were searched for
 * @param leftOut the number of values that were not, since they are too short or too many
 * @param tables the number of tables that were searched
 * @param left where a value was found all the same
 * @param unreadable the tables that this installation's role in PostgreSQL cannot read
 * @param returned true if the contact has written again since: what came then was not erased
 */
@Schema(name = "ErasureSearch")
record Found(
    int values,
    int leftOut,
    int tables,
    List<Left> left,
    List<String> unreadable,
    boolean returned) {

  /** Rows of a column that contain a value. */
  @Schema(name = "ErasureLeft")
  record Left(String table, String column, long rows) {}
}
