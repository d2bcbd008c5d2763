package dev.parley.api.limit;

import com.google.common.base.Throwables;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.parley.store.sql.StoreFailure;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.BucketNotFoundException;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Limits of requests in a minute, by key, person and address, shared by all instances through
 * PostgreSQL. An instance counts by itself and reports once a second, or after a twentieth of the
 * limit: each instance may exceed a limit by that much, and hardly any request waits for the
 * database.
 */
@Component
public class RateLimits {
  private static final Logger LOG = LoggerFactory.getLogger(RateLimits.class);
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration UNREPORTED = Duration.ofSeconds(1);
  private static final long UNREPORTED_PART = 20;
  private static final long AWAY_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int MOST_KNOWN = 10_000;
  private static final int MOST_ATTEMPTS = 3;
  private static final int EXPIRED_AT_ONCE = 1_000;

  private final LimitConfig config;
  private final PostgreSQLSelectForUpdateBasedProxyManager<String> shared;
  private final Cache<String, BucketProxy> known =
      CacheBuilder.newBuilder()
          .maximumSize(MOST_KNOWN)
          .expireAfterAccess(WINDOW.multipliedBy(2))
          .build();
  private final AtomicLong awayUntil = new AtomicLong(System.nanoTime());

  RateLimits(DataSource dataSource, LimitConfig config) {
    this.config = config;
    shared =
        Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
            .primaryKeyMapper(PrimaryKeyMapper.STRING)
            .table("rate_limit")
            .idColumn("id")
            .stateColumn("state")
            .expiresAtColumn("expires_at")
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(WINDOW))
            .build();
  }

  /** Counts a request of a key; empty if there is no limit. */
  public Optional<Allowance> ofKey(String key) {
    return take("key", key, config.perKey());
  }

  /** Counts a request of a person; empty if there is no limit. */
  public Optional<Allowance> ofPerson(String person) {
    return take("person", person, config.perPerson());
  }

  /** Counts a wrong credential from an address; empty if there is no limit. */
  public Optional<Allowance> ofWrongCredential(String address) {
    return take("address", address, config.perAddress());
  }

  /** Counts a step of signing in through the OpenID provider; empty if there is no limit. */
  public Optional<Allowance> ofProviderSignIn(String address) {
    return take("address", "provider " + address, config.perAddress());
  }

  /** Without PostgreSQL nothing is limited: what needs the database is refused anyway. */
  private Optional<Allowance> take(String policy, String id, int limit) {
    if (limit == 0 || System.nanoTime() - awayUntil.get() < 0) {
      return Optional.empty();
    }
    // With the limit, so that another setting takes effect at once.
    var row = policy + " " + limit + " " + id;
    try {
      var probe = probe(row, limit);
      return Optional.of(
          new Allowance(
              policy,
              probe.isConsumed(),
              limit,
              probe.getRemainingTokens(),
              Duration.ofNanos(probe.getNanosToWaitForRefill()),
              Duration.ofNanos(probe.getNanosToWaitForReset())));
    } catch (ExecutionException | RuntimeException e) {
      awayUntil.set(System.nanoTime() + AWAY_NANOS);
      LOG.warn("Requests are not limited for a few seconds: {}", StoreFailure.words(e));
      return Optional.empty();
    }
  }

  private ConsumptionProbe probe(String row, int limit) throws ExecutionException {
    for (int attempt = 1; ; attempt++) {
      var bucket = known.get(row, () -> bucket(row, limit));
      try {
        return bucket.tryConsumeAndReturnRemaining(1);
      } catch (RuntimeException e) {
        if (attempt == MOST_ATTEMPTS || !isExpired(e)) {
          throw e;
        }
        known.asMap().remove(row, bucket);
      }
    }
  }

  /**
   * Returns true if the row of a bucket does not exist any more. Of requests that arrive at the
   * same time, Bucket4j then creates it for one, and fails the others.
   */
  private static boolean isExpired(RuntimeException failure) {
    return Throwables.getCausalChain(failure).stream()
        .anyMatch(BucketNotFoundException.class::isInstance);
  }

  private BucketProxy bucket(String id, int limit) {
    var configuration =
        BucketConfiguration.builder()
            .addLimit(Bandwidth.builder().capacity(limit).refillGreedy(limit, WINDOW).build())
            .build();
    var bucket = shared.builder().withOptimization(reporting(limit)).build(id, () -> configuration);
    // Creates the row before several requests need it.
    var _ = bucket.getAvailableTokens();
    return bucket;
  }

  private static Optimization reporting(int limit) {
    return Optimizations.delaying(
        new DelayParameters(Math.max(1, limit / UNREPORTED_PART), UNREPORTED));
  }

  @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
  void forgetExpired() {
    try {
      int removed;
      do {
        removed = shared.removeExpired(EXPIRED_AT_ONCE);
      } while (removed == EXPIRED_AT_ONCE);
    } catch (RuntimeException e) {
      LOG.warn("Expired rate limits are deleted later: {}", StoreFailure.words(e));
    }
  }
}
