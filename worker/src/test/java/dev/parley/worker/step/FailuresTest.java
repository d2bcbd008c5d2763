package dev.parley.worker.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.execution.FailureType;
import java.sql.SQLException;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
  @ParameterizedTest
  @CsvSource({
    "08006, STORE_UNAVAILABLE, did not respond",
    "25006, STORE_UNAVAILABLE, is read-only",
    "40P01, STORE_UNAVAILABLE, did not respond",
    "53300, STORE_UNAVAILABLE, did not respond",
    "57P01, STORE_UNAVAILABLE, did not respond",
    "25P04, DEFECT, took too long",
    "57014, DEFECT, took too long",
    "22021, DEFECT, a defect in Parley",
    "42601, DEFECT, a defect in Parley"
  })
  void everyPostgreSqlErrorHasOneType(String state, FailureType type, String words) {
    var failure =
        Failures.of(new DataAccessException("update", new SQLException("quoted text", state)));
    assertThat(failure.type()).isEqualTo(type);
    assertThat(failure.summary()).contains(words).doesNotContain("quoted text");
  }
}
