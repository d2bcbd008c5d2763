package dev.parley.api;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
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

  /** Runs in a transaction that is undone at its end, whatever it did. */
  public <T> T undone(Function<DSLContext, T> work) {
    var result = new AtomicReference<T>();
    try {
      dsl.transaction(tx -> {
        result.set(work.apply(tx.dsl()));
        throw new Undone();
      });
    } catch (Undone e) {
      // As meant.
    }
    return Objects.requireNonNull(result.get());
  }

  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1;

    Undone() {
      super(null, null, false, false);
    }
  }

  /** Runs a single statement that only reads, where the round trips of a snapshot would count. */
  public <T extends @Nullable Object> T readOnce(Function<DSLContext, T> work) {
    return work.apply(dsl);
  }
}
