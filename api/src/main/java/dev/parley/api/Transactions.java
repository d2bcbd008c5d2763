package dev.parley.api;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The only access to PostgreSQL. */
public final class Transactions {
  private final DSLContext dsl;
  private final Witness witness;

  /** Creates transactions on this connection pool, without a witness. */
  public Transactions(DSLContext dsl) {
    this(dsl, new Unobserved());
  }

  /** Creates transactions on this connection pool. */
  public Transactions(DSLContext dsl, Witness witness) {
    this.dsl = dsl;
    this.witness = witness;
  }

  /** Sees the work of every {@link #write}, within its transaction. */
  public interface Witness {
    /** Does the work, and adds what must be committed together with it. */
    <T extends @Nullable Object> T see(DSLContext tx, Function<DSLContext, T> work);
  }

  private static final class Unobserved implements Witness {
    @Override
    public <T extends @Nullable Object> T see(DSLContext tx, Function<DSLContext, T> work) {
      return work.apply(tx);
    }
  }

  /**
   * Runs in one transaction, which is rolled back if anything is thrown. Within an operation that a
   * caller asked for, the audit log's entry is part of it, unless the work returns false or an
   * empty Optional: then it has changed nothing.
   */
  public <T extends @Nullable Object> T write(Function<DSLContext, T> work) {
    return dsl.transactionResult(tx -> witness.see(tx.dsl(), work));
  }

  /**
   * Runs in one transaction that is not what the caller asked for, but is needed on the way, such
   * as counting a failure. It has no entry in the audit log.
   */
  public <T extends @Nullable Object> T writeAside(Function<DSLContext, T> work) {
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
