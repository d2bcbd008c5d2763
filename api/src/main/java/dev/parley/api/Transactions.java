package dev.parley.api;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The only access to PostgreSQL. */
public final class Transactions {
  private final DSLContext dsl;

  /** Creates transactions on this connection pool. */
  public Transactions(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** Runs in one transaction, which is rolled back if anything is thrown. */
  public <T extends @Nullable Object> T write(Function<DSLContext, T> work) {
    return dsl.transactionResult(tx -> work.apply(tx.dsl()));
  }

  /**
   * Runs read-only statements on one snapshot, so that their results are consistent whatever is
   * committed in the meantime. Costs two more round trips than the statements alone.
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

  /** Runs in a transaction that is always rolled back. */
  public <T> T undone(Function<DSLContext, T> work) {
    var result = new AtomicReference<T>();
    try {
      dsl.transaction(tx -> {
        result.set(work.apply(tx.dsl()));
        throw new Undone();
      });
    } catch (Undone e) {
      // Expected.
    }
    return Objects.requireNonNull(result.get());
  }

  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1;

    Undone() {
      super(null, null, false, false);
    }
  }

  /** Runs a single read-only statement without a snapshot, to save its round trips. */
  public <T extends @Nullable Object> T readOnce(Function<DSLContext, T> work) {
    return work.apply(dsl);
  }
}
