package dev.parley.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreFailureTest {

  /**
   * Appendix A of PostgreSQL's documentation: all states of these classes that a session can
   * encounter.
   */
  @ParameterizedTest
  @CsvSource({
    "08000, UNAVAILABLE",
    "08001, UNAVAILABLE",
    "08003, UNAVAILABLE",
    "08004, UNAVAILABLE",
    "08006, UNAVAILABLE",
    "08007, UNAVAILABLE",
    "08P01, UNAVAILABLE",
    "22001, VALUE_UNUSABLE",
    "22003, VALUE_UNUSABLE",
    "22008, VALUE_UNUSABLE",
    "22021, VALUE_UNUSABLE",
    "22P02, VALUE_UNUSABLE",
    "22P05, VALUE_UNUSABLE",
    "25000, DEFECT",
    "25001, DEFECT",
    "25002, DEFECT",
    "25005, DEFECT",
    "25006, READ_ONLY",
    "25007, DEFECT",
    "25P01, DEFECT",
    "25P02, DEFECT",
    "25P03, TIMED_OUT",
    "25P04, TIMED_OUT",
    "28000, UNAVAILABLE",
    "28P01, UNAVAILABLE",
    "3D000, UNAVAILABLE",
    "40000, CONTENDED",
    "40001, CONTENDED",
    "40002, DEFECT",
    "40003, CONTENDED",
    "40P01, CONTENDED",
    "53000, UNAVAILABLE",
    "53100, UNAVAILABLE",
    "53200, UNAVAILABLE",
    "53300, UNAVAILABLE",
    "53400, UNAVAILABLE",
    "55006, DEFECT",
    "55P03, CONTENDED",
    "57000, UNAVAILABLE",
    "57014, TIMED_OUT",
    "57P01, UNAVAILABLE",
    "57P02, UNAVAILABLE",
    "57P03, UNAVAILABLE",
    "57P04, UNAVAILABLE",
    "57P05, UNAVAILABLE",
    "58000, UNAVAILABLE",
    "58030, UNAVAILABLE",
    "23503, CONTENDED",
    "23505, DEFECT",
    "42601, DEFECT",
    "42P01, DEFECT",
    "XX000, DEFECT"
  })
  void aStateMeansOneThing(String state, StoreFailure failure) {
    var thrown = new DataAccessException("select", new SQLException("said", state));
    assertThat(StoreFailure.of(thrown)).contains(failure);
    assertThat(StoreFailure.state(thrown)).isEqualTo(state);
    assertThat(StoreFailure.passes(thrown))
        .isEqualTo(
            failure == StoreFailure.UNAVAILABLE
                || failure == StoreFailure.READ_ONLY
                || failure == StoreFailure.CONTENDED);
  }

  @Test
  void aPoolWithoutAConnectionIsAnOutage() {
    var thrown = new DataAccessException("x", new SQLTransientConnectionException("timed out"));
    assertThat(StoreFailure.of(thrown)).contains(StoreFailure.UNAVAILABLE);
  }

  @Test
  void theFirstStateIsTheOneThatCounts() {
    var cause = new SQLException("standby", "25006", new SQLException("earlier", "08006"));
    assertThat(StoreFailure.of(new SQLException("pool", null, cause)))
        .contains(StoreFailure.READ_ONLY);
    assertThat(StoreFailure.of(new BatchUpdateException("batch", "40P01", new int[0])))
        .contains(StoreFailure.CONTENDED);
  }

  @Test
  void otherExceptionsAreNotStoreFailures() {
    assertThat(StoreFailure.of(new IllegalStateException("x", new java.io.IOException("y"))))
        .isEmpty();
    assertThat(StoreFailure.passes(new IllegalStateException("x"))).isFalse();
  }

  @Test
  void theLogHasNeitherStatementsNorValues() {
    var sql = new SQLException("ERROR: a value (sample-of-a-customer) is invalid", "22P02");
    var thrown = new DataAccessException("SQL [select 'sample' from message]; ERROR", sql);
    assertThat(StoreFailure.words(thrown)).isEqualTo("PostgreSQL (value unusable, SQLSTATE 22P02)");
    var exhausted = new SQLTransientConnectionException("parley-api - Connection is not available");
    assertThat(StoreFailure.words(new DataAccessException("SQL [select 1]", exhausted)))
        .isEqualTo("PostgreSQL (unavailable, SQLSTATE unknown)");
    assertThat(StoreFailure.words(new IllegalStateException("no"))).endsWith("Exception: no");
  }
}
