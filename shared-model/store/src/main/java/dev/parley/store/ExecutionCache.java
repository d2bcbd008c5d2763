package dev.parley.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Caches executions between their steps. It is bounded by size, since an event may have up to 1
 * MiB, and entries expire soon, since they contain customer data.
 */
public final class ExecutionCache {
  private static final long MOST_BYTES = 24L << 20;
  private static final Duration UNUSED = Duration.ofMinutes(10);
  private static final int ROW = 1_024;
  private static final int VALUE = 64;

  private final Cache<UUID, Execution> cache =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((UUID _, Execution execution) -> weight(execution))
          .expireAfterAccess(UNUSED)
          .build();

  /** Returns the execution with that id. */
  public Optional<Execution> load(DSLContext tx, UUID id) {
    var cached = cache.getIfPresent(id);
    if (cached != null) {
      return Optional.of(cached);
    }
    var loaded = Execution.load(tx, id);
    loaded.ifPresent(execution -> cache.put(id, execution));
    return loaded;
  }

  /** Returns the approximate size of an execution, in bytes. */
  static int weight(Execution execution) {
    return ROW + weight(execution.event()) + weight(execution.options().replies());
  }

  private static int weight(@Nullable Object value) {
    return switch (value) {
      case String text -> VALUE + text.length() * 2;
      case Map<?, ?> map ->
          VALUE
              + map.entrySet().stream()
                  .mapToInt(entry -> weight(entry.getKey()) + weight(entry.getValue()))
                  .sum();
      case Iterable<?> list -> {
        int all = VALUE;
        for (var one : list) {
          all += weight(one);
        }
        yield all;
      }
      case null, default -> VALUE;
    };
  }
}
