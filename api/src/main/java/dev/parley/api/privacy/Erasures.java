package dev.parley.api.privacy;

import dev.parley.api.Transactions;
import dev.parley.api.privacy.ErasureStore.Job;
import dev.parley.api.privacy.ErasureStore.Phase;
import dev.parley.store.ChangeNotifier;
import dev.parley.store.Conversations;
import java.time.Duration;
import java.util.HashMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Carries out erasures. Each is a row that an instance leases and works on in short transactions,
 * each of which leaves it in a state from which any instance can continue: what is deleted is not
 * found again, and the row says which part it is in.
 */
@Component
class Erasures implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
  private static final int LOOK_MILLIS = 500;
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration AFTER_A_PROBLEM = Duration.ofSeconds(5);

  /** Bounds the searches: each may find data that arrived during it. */
  private static final int MOST_ROUNDS = 5;

  private final Transactions transactions;
  private final TemporalRuns runs;
  private final ChangeNotifier bell;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean running;

  Erasures(Transactions transactions, TemporalRuns runs, ChangeNotifier bell) {
    this.transactions = transactions;
    this.runs = runs;
    this.bell = bell;
  }

  /** This instance stops; another one continues. */
  private static final class Stopping extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stopping() {
      super(null, null, false, false);
    }
  }

  private void look() {
    try {
      var next = transactions.write(tx -> ErasureStore.lease(tx, LEASE));
      while (next.isPresent()) {
        work(next.get());
        next = transactions.write(tx -> ErasureStore.lease(tx, LEASE));
      }
    } catch (RuntimeException e) {
      LOG.warn("Erasures continue later after: {}", e.getClass().getSimpleName());
    }
  }

  private void work(UUID id) {
    try (var _ = MDC.putCloseable("erasure", id.toString())) {
      while (go(id)) {
        bell.ring();
      }
      pause(id, PAUSE, null);
    } catch (Stopping e) {
      pause(id, Duration.ZERO, null);
    } catch (RuntimeException e) {
      LOG.warn("Erasure {} continues later after: {}", id, e.getClass().getSimpleName());
      pause(id, AFTER_A_PROBLEM, "It continues once PostgreSQL and Temporal respond.");
    }
  }

  private void pause(UUID id, Duration lasts, @Nullable String problem) {
    transactions.write(tx -> ErasureStore.pause(tx, id, lasts, problem));
  }

  private Job renew(UUID id) {
    if (!running) {
      throw new Stopping();
    }
    return transactions.write(tx -> ErasureStore.renew(tx, id, LEASE)).orElseThrow(Stopping::new);
  }

  /** Goes one step further; returns false if it has to wait or is done. */
  private boolean go(UUID id) {
    var job = renew(id);
    return switch (job.phase()) {
      case ENDING -> end(job);
      case REMOVING -> transactions.write(tx -> remove(tx, job));
      case SEARCHING -> search(job);
      case DONE -> false;
    };
  }

  private boolean end(Job job) {
    var waits = false;
    var open =
        transactions.readOnce(tx -> ConversationRemovalStore.withOpenRuns(tx, job.contact()));
    for (var conversation : open) {
      var _ = renew(job.id());
      waits |= transactions.write(tx -> endRuns(tx, job.id(), conversation));
    }
    if (waits || !runs.haveEnded(job.contact())) {
      return false;
    }
    transactions.write(tx -> ErasureStore.enter(tx, job.id(), Phase.REMOVING));
    return true;
  }

  private static boolean endRuns(DSLContext tx, UUID job, String conversation) {
    var erased = new HashMap<String, Long>();
    var _ = Conversations.lock(tx, conversation);
    var waits = ConversationRemovalStore.endRuns(tx, conversation, erased);
    ErasureStore.add(tx, job, erased, Sought.NOTHING);
    return waits;
  }

  private static boolean remove(DSLContext tx, Job job) {
    var conversation = ErasedContactStore.nextConversation(tx, job.contact());
    if (conversation.isEmpty()) {
      return removeContact(tx, job);
    }
    var batch =
        ConversationRemovalStore.next(
            tx, conversation.get(), ErasedContactStore.isOf(job.contact()));
    ErasureStore.add(tx, job.id(), batch.erased(), batch.sought());
    if (batch.state() == ConversationRemovalStore.State.RUNS) {
      ErasureStore.enter(tx, job.id(), Phase.ENDING);
    }
    return true;
  }

  /** A conversation that was made in the meantime holds the contact, and is removed first. */
  private static boolean removeContact(DSLContext tx, Job job) {
    if (!ErasedContactStore.removeContact(tx, job)) {
      return true;
    }
    ErasureStore.enter(tx, job.id(), Phase.SEARCHING);
    return true;
  }

  private boolean search(Job job) {
    Runnable between =
        () -> {
          var _ = renew(job.id());
        };
    var search = new ValueSearch(transactions, between);
    var shared = transactions.write(tx -> SearchedTable.shared(tx, job.contact(), job.sought()));
    var copies = new OtherCopies(transactions, search, job.sought().without(shared));
    var ended = copies.delete();
    var temporal = runs.deleteThoseNaming(job.sought().conversations());
    transactions.write(tx -> {
      ErasureStore.add(tx, job.id(), copies.erased(), Sought.NOTHING);
      return job.id();
    });
    if (!ended || temporal > 0) {
      return false;
    }
    var found =
        search.search(
            job.sought(), transactions.readOnce(tx -> ErasedContactStore.hasReturned(tx, job)));
    var again = job.rounds() == 0 || (copies.foundAny() && job.rounds() < MOST_ROUNDS);
    if (again && ValueSearch.isLeftIn(found, OtherCopyStore.TABLES)) {
      transactions.write(tx -> ErasureStore.again(tx, job.id()));
      return false;
    }
    if (!transactions.write(tx -> ErasureStore.complete(tx, job.id(), found))) {
      return true;
    }
    bell.ring();
    LOG.info("Erasure {} is done; values are left in {} columns", job.id(), found.left().size());
    return false;
  }

  @Override
  public void start() {
    running = true;
    var _ = clock.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    running = false;
    clock.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
