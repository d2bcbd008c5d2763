package dev.parley.worker.subscription;

import dev.parley.store.sql.StoreFailure;
import dev.parley.store.webhook.Attempts;
import dev.parley.store.webhook.Attempts.Outcome;
import dev.parley.store.webhook.SigningSecrets;
import dev.parley.store.webhook.SigningSecrets.Credentials;
import dev.parley.store.webhook.SubscribedEvents;
import dev.parley.store.webhook.Subscriptions;
import dev.parley.store.webhook.Subscriptions.Delivery;
import dev.parley.store.webhook.Subscriptions.Leased;
import dev.parley.worker.database.Database;
import dev.parley.worker.outbound.Attempt;
import dev.parley.worker.outbound.SignedPosts;
import dev.parley.worker.outbound.SignedPosts.Post;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends events to subscriptions. Each delivery is leased by one instance at a time and tried for a
 * day with growing delays; one that was lost with its instance is tried again once its lease is
 * over.
 */
public final class SubscriptionSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SubscriptionSender.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration LEASE = Duration.ofSeconds(90);
  private static final int AT_ONCE = 8;

  private final Database database;
  private final SignedPosts posts;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("subscriptions").factory());
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

  /** Creates a sender, which does nothing until {@link #start}. */
  public SubscriptionSender(Database database, SignedPosts posts) {
    this.database = database;
    this.posts = posts;
  }

  /** Begins to look for deliveries that are due. */
  public void start() {
    var _ = clock.scheduleWithFixedDelay(this::sweep, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    try {
      List<Leased> leased = database.write(tx -> Subscriptions.lease(tx, AT_ONCE, LEASE));
      leased.forEach(one -> senders.execute(() -> attempt(one)));
    } catch (RuntimeException e) {
      LOG.warn("Deliveries to subscriptions continue later after: {}", StoreFailure.words(e));
    }
  }

  private void attempt(Leased leased) {
    try {
      prepared(leased.id()).ifPresent(ready -> attempt(ready, leased));
      // The next one of the conversation may be due now.
      if (!clock.isShutdown()) {
        clock.execute(this::sweep);
      }
    } catch (RuntimeException e) {
      // Its lease ends, and it is tried again.
      LOG.warn("A delivery to a subscription was not attempted: {}", StoreFailure.words(e));
    }
  }

  /**
   * A delivery with all that is sent.
   *
   * @param event null if what it is about is no longer stored
   */
  private record Ready(
      Delivery delivery, Credentials credentials, @Nullable Map<String, Object> event) {}

  private Optional<Ready> prepared(UUID id) {
    return database.write(tx ->
        Subscriptions.delivery(tx, id)
            .map(delivery ->
                new Ready(
                    delivery,
                    SigningSecrets.ofSubscription(tx, delivery.subscription()),
                    SubscribedEvents.cloudEvent(tx, delivery).orElse(null))));
  }

  private void attempt(Ready ready, Leased leased) {
    var delivery = ready.delivery();
    if (ready.event() == null) {
      database.write(tx -> {
        Subscriptions.failed(tx, delivery, "What this event is about is no longer stored.");
        return true;
      });
      return;
    }
    var begun = System.nanoTime();
    var attempt = posts.send(post(ready));
    var took = Duration.ofNanos(System.nanoTime() - begun);
    database.write(tx -> {
      switch (attempt) {
        case Attempt.Accepted accepted -> {
          Attempts.recordDelivery(
              tx,
              delivery.subscription(),
              delivery.id(),
              leased.number(),
              new Outcome(accepted.status(), null, took));
          Subscriptions.delivered(tx, delivery);
        }
        case Attempt.Failed failed -> {
          Attempts.recordDelivery(
              tx,
              delivery.subscription(),
              delivery.id(),
              leased.number(),
              new Outcome(failed.status(), failed.failure().detail(), took));
          var next =
              Backoff.next(leased.number(), leased.firstAt(), failed.failure(), Instant.now());
          if (next.isPresent()) {
            Subscriptions.retry(tx, delivery, failed.failure().detail(), next.get());
          } else {
            Subscriptions.failed(tx, delivery, failed.failure().detail());
          }
          Backoff.disables(
                  failed.status(),
                  failed.failure(),
                  Subscriptions.failingSince(tx, delivery.subscription()),
                  Instant.now())
              .ifPresent(reason -> Subscriptions.disable(tx, delivery.subscription(), reason));
        }
      }
      return true;
    });
  }

  private static Post post(Ready ready) {
    return new Post(
        ready.delivery().url(),
        "application/cloudevents+json",
        JSON.writeValueAsString(ready.event()),
        ready.delivery().id().toString(),
        ready.credentials());
  }

  /**
   * Makes the attempt that a person asked for and records its outcome.
   *
   * @return true if the attempt concerns a subscription
   */
  public boolean sendAgain(UUID attempt) {
    var asked = database.write(tx -> Attempts.askedDelivery(tx, attempt));
    if (asked.isEmpty()) {
      return false;
    }
    prepared(asked.get()).ifPresent(ready -> sendAgain(attempt, ready));
    return true;
  }

  private void sendAgain(UUID attempt, Ready ready) {
    var delivery = ready.delivery();
    if (ready.event() == null) {
      database.write(tx -> {
        Attempts.end(
            tx,
            attempt,
            new Outcome(null, "What this event is about is no longer stored.", Duration.ZERO));
        return true;
      });
      return;
    }
    var begun = System.nanoTime();
    var outcome = posts.send(post(ready));
    var took = Duration.ofNanos(System.nanoTime() - begun);
    database.write(tx -> {
      switch (outcome) {
        case Attempt.Accepted accepted -> {
          Attempts.end(tx, attempt, new Outcome(accepted.status(), null, took));
          Subscriptions.delivered(tx, delivery);
        }
        case Attempt.Failed failed -> {
          var error = failed.failure().detail();
          Attempts.end(tx, attempt, new Outcome(failed.status(), error, took));
        }
      }
      return true;
    });
  }

  @Override
  public void close() {
    clock.shutdownNow();
    senders.close();
  }
}
