package dev.parley.api.dispatch;

import dev.parley.api.Transactions;
import dev.parley.store.ChangeNotifier;
import dev.parley.store.Execution;
import dev.parley.store.Graphs;
import dev.parley.store.sql.StoreFailure;
import dev.parley.trace.TracedWork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts executions on Temporal right after their commit. A sweeper starts those left over by a
 * crash, by an outage of Temporal or by the worker's steps, oldest first. Safe with several
 * instances: rows are swept under a lease, and a second start finds the first.
 */
@Component
class Dispatcher implements Dispatch, SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final int AT_ONCE = 32;
  private static final int MOST_IN_HAND = 2_000;
  private static final int MOST_SWEPT = 200;
  private static final int SWEEP_MILLIS = 50;
  private static final int SWEPT_AT_LEISURE = 4;
  private static final int MARK_MILLIS = 25;

  /** The bounds of the histogram of starts. */
  private static final Duration[] BUCKETS =
      IntStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Transactions transactions;
  private final Graphs graphs;
  private final Starter starter;
  private final ChangeNotifier bell;
  private final WorkflowStop stop;
  private final Timer started;
  private final Counter failed;
  private final TemporalBackoff respite = new TemporalBackoff(System::nanoTime);
  private final Pace pace = new Pace(AT_ONCE);
  private final Set<UUID> inHand = ConcurrentHashMap.newKeySet();
  private final Queue<Waiting> queue =
      new PriorityBlockingQueue<>(64, Comparator.comparing(Waiting::id));
  private final AtomicInteger swept = new AtomicInteger();
  private final Queue<UUID> toGiveBack = new ConcurrentLinkedQueue<>();
  private final Queue<UUID> toMark = new ConcurrentLinkedQueue<>();
  private final ExecutorService starts = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private volatile boolean running;

  private int sweeps;

  /** True if the store has more executions, older than those accepted now. */
  private volatile boolean behind;

  /**
   * An execution waiting to be started; ids sort by creation.
   *
   * @param swept true if it was left over, rather than just accepted here
   */
  private record Waiting(UUID id, boolean swept) {}

  Dispatcher(
      Transactions transactions,
      Graphs graphs,
      Starter starter,
      ChangeNotifier bell,
      WorkflowStop stop,
      MeterRegistry metrics) {
    this.transactions = transactions;
    this.graphs = graphs;
    this.starter = starter;
    this.bell = bell;
    this.stop = stop;
    started =
        Timer.builder("parley.dispatch.starts")
            .description("Executions started on Temporal, with the time taken")
            .serviceLevelObjectives(BUCKETS)
            .register(metrics);
    failed =
        Counter.builder("parley.dispatch.failures")
            .description("Failed starts on Temporal; each is retried")
            .register(metrics);
    Gauge.builder("parley.dispatch.limit", pace, Pace::limit)
        .description("Maximum concurrent starts; lower while Temporal does not keep up")
        .register(metrics);
  }

  @Override
  public void started(List<UUID> executions) {
    // Notify live viewers even if the event started no execution.
    bell.ring();
    // While older executions wait, these stay behind them in the store.
    if (!behind && mayStart()) {
      executions.forEach(id -> take(new Waiting(id, false)));
    }
  }

  private boolean mayStart() {
    return respite.isOver() && !stop.isOn();
  }

  private void take(Waiting next) {
    if (running && inHand.size() < MOST_IN_HAND && inHand.add(next.id())) {
      if (next.swept()) {
        swept.incrementAndGet();
      }
      queue.add(next);
      startThoseThatMay();
    }
  }

  /** Starts the oldest executions, as many at once as Temporal can handle. */
  private void startThoseThatMay() {
    while (running && !queue.isEmpty()) {
      var turn = pace.begin();
      if (turn.isEmpty()) {
        return;
      }
      var next = queue.poll();
      if (next == null) {
        pace.ended();
      } else {
        begin(next, turn.getAsLong());
      }
    }
  }

  private void begin(Waiting next, long turn) {
    if (next.swept()) {
      swept.decrementAndGet();
    }
    starts.execute(() -> {
      try (var _ = MDC.putCloseable("execution", next.id().toString())) {
        start(next.id(), turn);
      } finally {
        inHand.remove(next.id());
        startThoseThatMay();
      }
    });
  }

  private void start(UUID id, long turn) {
    if (!mayStart()) {
      pace.ended();
      toGiveBack.add(id);
      return;
    }
    try {
      var execution = transactions.readOnce(tx -> DispatchStore.startable(tx, id));
      if (execution.isPresent()) {
        start(execution.get());
        respite.answered();
        toMark.add(id);
        pace.succeeded();
      } else {
        pace.ended();
      }
    } catch (RuntimeException e) {
      failed.increment();
      respite.failed(e);
      if (TemporalBackoff.isAway(e)) {
        pace.failed(turn);
        toGiveBack.add(id);
      } else {
        pace.ended();
      }
      LOG.warn("An execution could not be started yet: {}", StoreFailure.words(e));
      quietly(() -> StartRefusal.why(e).ifPresent(reason -> refused(id, reason)));
    }
  }

  private void refused(UUID id, String reason) {
    if (transactions.write(tx -> DispatchStore.endRefused(tx, id, reason))) {
      LOG.error("Temporal refused to start execution {}: {}", id, reason);
      bell.ring();
    }
  }

  private void start(Execution execution) {
    try (var _ = MDC.putCloseable("conversation", String.valueOf(execution.conversationUid()));
        var work = TracedWork.begin("start run", SpanKind.PRODUCER, execution.traceparent())) {
      work.with("parley.execution", execution.id().toString());
      var graph = transactions.readOnce(tx -> graphs.load(tx, execution.graphHash()));
      started.record(() -> starter.start(execution, graph, Starter.Id.UNUSED));
    }
  }

  private void mark() {
    quietly(() -> withSome(toMark, DispatchStore::markDispatched));
    quietly(() -> withSome(toGiveBack, DispatchStore::giveBack));
  }

  private void withSome(Queue<UUID> from, BiFunction<DSLContext, List<UUID>, Integer> write) {
    var ids = new ArrayList<UUID>();
    for (var id = from.poll(); id != null; id = ids.size() < 500 ? from.poll() : null) {
      ids.add(id);
    }
    if (!ids.isEmpty()) {
      transactions.write(tx -> write.apply(tx, ids));
    }
  }

  /** Leases only a few leftover executions at a time, so that they are always the oldest. */
  private void sweep() {
    if (!behind && ++sweeps % SWEPT_AT_LEISURE != 0) {
      return;
    }
    int room = Math.min(MOST_SWEPT, 2 * pace.limit() - swept.get());
    if (room <= 0 || !mayStart()) {
      return;
    }
    quietly(() -> {
      var leased = transactions.write(tx -> DispatchStore.leaseUndispatched(tx, room));
      behind = leased.size() == room;
      leased.forEach(id -> take(new Waiting(id, true)));
    });
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("The dispatcher continues after: {}", StoreFailure.words(e));
    }
  }

  @Override
  public void start() {
    running = true;
    var _ = clock.scheduleWithFixedDelay(this::sweep, 0, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    var _ = clock.scheduleWithFixedDelay(this::mark, 0, MARK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Starts in progress are finished; the other leases expire and the next instance sweeps them. */
  @Override
  public void stop() {
    running = false;
    clock.shutdown();
    queue.clear();
    starts.close();
    mark();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
