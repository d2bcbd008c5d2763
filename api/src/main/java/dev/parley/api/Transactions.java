package dev.parley.api;

import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The one way to PostgreSQL: everything runs in a transaction. */
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

  /** Runs single statements that only read; each sees what is committed. */
  public <T extends @Nullable Object> T read(Function<DSLContext, T> work) {
    return work.apply(dsl);
  }
}
