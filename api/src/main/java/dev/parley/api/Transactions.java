package dev.parley.api;

import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The one way to PostgreSQL. */
public final class Transactions {
  private final DSLContext dsl;

  /** Transactions on what this reaches. */
  public Transactions(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** Runs in one transaction, undone when anything is thrown. */
  public <T extends @Nullable Object> T write(Function<DSLContext, T> work) {
    return dsl.transactionResult(tx -> work.apply(tx.dsl()));
  }

  /**
   * Runs statements that only read, all on one snapshot: what they find belongs together, whatever
   * is committed meanwhile. Costs two round trips more than the statements themselves.
   */
  public <T extends @Nullable Object> T read(Function<DSLContext, T> work) {
    return dsl.transactionResult(tx -> {
      tx.dsl()
          .connection(connection -> {
            try (var statement = connection.createStatement()) {
              statement.execute("set transaction isolation level repeatable read, read only");
            }
          });
      return work.apply(tx.dsl());
    });
  }

  /** Runs a single statement that only reads, where the round trips of a snapshot would count. */
  public <T extends @Nullable Object> T readOnce(Function<DSLContext, T> work) {
    return work.apply(dsl);
  }
}
