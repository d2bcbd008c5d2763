package dev.parley.api.execution;

import dev.parley.api.Dispatch;
import dev.parley.api.Transactions;
import dev.parley.store.ChangeBell;
import dev.parley.store.Execution;
import dev.parley.store.Graphs;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.temporal.client.WorkflowNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts executions on Temporal right after they were committed; a sweeper takes what was left over
 * by a crash, by Temporal being away, or by the worker's steps. Safe with several instances: a row
 * is swept under a lease, and starting twice is finding it started.
 */
@Component
class Dispatcher implements Dispatch, SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final int AT_ONCE = 32;
  private static final int MOST_IN_HAND = 2_000;
  private static final int SWEEP_MILLIS = 200;
  private static final int MARK_MILLIS = 25;

  private final Transactions transactions;
  private final Graphs graphs;
  private final Starter starter;
  private final Temporal temporal;
  private final ChangeBell bell;
  private final Timer started;
  private final Counter failed;
  private final Respite respite = new Respite(System::nanoTime);
  private final Semaphore slots = new Semaphore(AT_ONCE);
  private final Set<UUID> inHand = ConcurrentHashMap.newKeySet();
  private final Queue<UUID> toMark = new ConcurrentLinkedQueue<>();
  private final ExecutorService starts = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private volatile boolean running;

  Dispatcher(
      Transactions transactions,
      Graphs graphs,
      Starter starter,
      Temporal temporal,
      ChangeBell bell,
      MeterRegistry metrics) {
    this.transactions = transactions;
    this.graphs = graphs;
    this.starter = starter;
    this.temporal = temporal;
    this.bell = bell;
    started =
        Timer.builder("parley.dispatch.starts")
            .description("Executions started on Temporal, and how long Temporal took")
            .register(metrics);
    failed =
        Counter.builder("parley.dispatch.failures")
            .description("Starts that Temporal did not take; each is tried again")
            .register(metrics);
    Gauge.builder("parley.dispatch.backlog", this, it -> it.backlog().waiting())
        .description("Executions that wait to be started on Temporal")
        .register(metrics);
    Gauge.builder("parley.dispatch.oldest", this, it -> it.backlog().oldest().toMillis() / 1_000.0)
        .description("How long the oldest of them has been waiting")
        .baseUnit("seconds")
        .register(metrics);
  }

  private DispatchStore.Backlog backlog() {
    return transactions.readOnce(DispatchStore::backlog);
  }

  @Override
  public void started(List<UUID> executions) {
    // Whoever looks on at a conversation is told of what starts nothing too.
    bell.ring();
    executions.forEach(this::take);
  }

  private void take(UUID id) {
    if (!running || !respite.isOver() || inHand.size() >= MOST_IN_HAND || !inHand.add(id)) {
      return;
    }
    starts.execute(() -> {
      slots.acquireUninterruptibly();
      try (var _ = MDC.putCloseable("execution", id.toString())) {
        start(id);
      } finally {
        slots.release();
        inHand.remove(id);
      }
    });
  }

  private void start(UUID id) {
    try {
      if (!respite.isOver()) {
        // Its lease ends, and it is swept.
        return;
      }
      var execution = transactions.readOnce(tx -> DispatchStore.startable(tx, id));
      if (execution.isPresent()) {
        start(execution.get());
        respite.answered();
        toMark.add(id);
      }
    } catch (RuntimeException e) {
      failed.increment();
      respite.failed(e);
      temporal.forget();
      LOG.warn("An execution could not be started yet: {}", e.toString());
      quietly(() -> refusal(e).ifPresent(reason -> refused(id, reason)));
    }
  }

  /** Why Temporal will not have this start, not now and not later. */
  private static Optional<String> refusal(RuntimeException thrown) {
    return Stream.iterate((Throwable) thrown, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .filter(StatusRuntimeException.class::isInstance)
        .map(cause -> ((StatusRuntimeException) cause).getStatus())
        .filter(status -> status.getCode() == Status.Code.INVALID_ARGUMENT)
        .map(status -> Objects.requireNonNullElse(status.getDescription(), "no reason given"))
        .findFirst();
  }

  private void refused(UUID id, String reason) {
    if (transactions.write(tx -> DispatchStore.endRefused(tx, id, reason))) {
      LOG.error("Temporal will not start execution {}: {}", id, reason);
      bell.ring();
    }
  }

  private void start(Execution execution) {
    try (var _ = MDC.putCloseable("conversation", execution.conversationId())) {
      var graph = transactions.readOnce(tx -> graphs.load(tx, execution.graphHash()));
      started.record(() -> starter.start(execution, graph));
    }
  }

  private void mark() {
    quietly(() -> {
      var ids = new ArrayList<UUID>();
      for (var id = toMark.poll(); id != null; id = ids.size() < 500 ? toMark.poll() : null) {
        ids.add(id);
      }
      if (!ids.isEmpty()) {
        transactions.write(tx -> DispatchStore.markDispatched(tx, ids));
      }
    });
  }

  private void sweep() {
    if (!respite.isOver()) {
      return;
    }
    quietly(() -> {
      transactions.write(DispatchStore::leaseUndispatched).forEach(this::take);
      transactions.write(DispatchStore::leaseCancelled).forEach(this::cancel);
    });
  }

  private void cancel(UUID id) {
    starts.execute(() -> {
      try {
        temporal.client().newUntypedWorkflowStub(id.toString()).cancel("cancelled in Parley");
        transactions.write(tx -> DispatchStore.markCancelled(tx, id));
      } catch (WorkflowNotFoundException e) {
        transactions.write(tx -> DispatchStore.markCancelledUnlessRecent(tx, id));
      } catch (RuntimeException e) {
        LOG.warn("Temporal could not be told yet that {} is cancelled: {}", id, e.toString());
      }
    });
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("The dispatcher goes on after: {}", e.toString());
    }
  }

  @Override
  public void start() {
    running = true;
    var _ = clock.scheduleWithFixedDelay(this::sweep, 0, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    var _ = clock.scheduleWithFixedDelay(this::mark, 0, MARK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Starts in hand are finished; the rest keeps its lease and is swept by the next instance. */
  @Override
  public void stop() {
    running = false;
    clock.shutdown();
    starts.close();
    mark();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
