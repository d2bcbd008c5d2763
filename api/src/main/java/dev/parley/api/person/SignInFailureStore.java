package dev.parley.api.person;

import static dev.parley.db.Tables.SIGN_IN_FAILURE;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.max;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/** Failed attempts to sign in, by what they have in common: an account, an address or a browser. */
final class SignInFailureStore {
  /** After this time without a failure, the next one counts as the first. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

  private static final int SHIFT_MOST = 10;

  /**
   * Delays that begin with the failure after {@code free}, and double up to {@code most}.
   *
   * @param most at most the time after which failures are forgotten
   */
  record Delays(int free, Duration first, Duration most) {
    /** Returns the delays after wrong credentials. */
    static Delays ofSignIn(int free) {
      return new Delays(free, Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    private Duration after(int failures) {
      if (failures < free) {
        return Duration.ZERO;
      }
      var delay = first.multipliedBy(1L << Math.min(failures - free, SHIFT_MOST));
      return delay.compareTo(most) < 0 ? delay : most;
    }
  }

  private SignInFailureStore() {}

  /** Returns the time until which attempts with one of these keys are refused. */
  static Optional<OffsetDateTime> blockedUntil(DSLContext tx, List<String> keys) {
    return tx.select(max(SIGN_IN_FAILURE.BLOCKED_UNTIL))
        .from(SIGN_IN_FAILURE)
        .where(SIGN_IN_FAILURE.KEY.in(keys))
        .and(SIGN_IN_FAILURE.BLOCKED_UNTIL.gt(currentOffsetDateTime()))
        .fetchOptional()
        .flatMap(row -> Optional.ofNullable(row.value1()));
  }

  /** Counts a failure, which delays the next attempt. */
  static void failed(DSLContext tx, String key, Delays delays) {
    var now = OffsetDateTime.now(ZoneOffset.UTC);
    var before =
        tx.selectFrom(SIGN_IN_FAILURE)
            .where(SIGN_IN_FAILURE.KEY.eq(key))
            .and(SIGN_IN_FAILURE.FAILED_AT.gt(now.minus(FORGOTTEN_AFTER)))
            .forUpdate()
            .fetchOptional(SIGN_IN_FAILURE.FAILURES)
            .orElse(0);
    var failures = before + 1;
    var until = now.plus(delays.after(failures));
    tx.insertInto(SIGN_IN_FAILURE)
        .set(SIGN_IN_FAILURE.KEY, key)
        .set(SIGN_IN_FAILURE.FAILURES, failures)
        .set(SIGN_IN_FAILURE.BLOCKED_UNTIL, until)
        .set(SIGN_IN_FAILURE.FAILED_AT, now)
        .onConflict(SIGN_IN_FAILURE.KEY)
        .doUpdate()
        .set(SIGN_IN_FAILURE.FAILURES, failures)
        .set(SIGN_IN_FAILURE.BLOCKED_UNTIL, until)
        .set(SIGN_IN_FAILURE.FAILED_AT, now)
        .execute();
  }

  /** Forgets the failures of these keys, and those of long ago. */
  static void forget(DSLContext tx, List<String> keys) {
    tx.deleteFrom(SIGN_IN_FAILURE)
        .where(SIGN_IN_FAILURE.KEY.in(keys))
        .or(SIGN_IN_FAILURE.FAILED_AT.lt(OffsetDateTime.now(ZoneOffset.UTC).minus(FORGOTTEN_AFTER)))
        .execute();
  }
}
