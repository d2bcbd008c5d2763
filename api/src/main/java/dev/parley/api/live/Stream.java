package dev.parley.api.live;

import dev.parley.store.sql.StoreFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One SSE client. Nothing is buffered for a slow client: it receives the current state when it is
 * ready, and is disconnected if a write stays blocked for long.
 */
final class Stream {
  private static final Logger LOG = LoggerFactory.getLogger(Stream.class);
  private static final Duration LOOK_ANYWAY = Duration.ofSeconds(2);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /** Short enough that a stream ends within one heartbeat, including a read in progress. */
  private static final Duration ASKED_EVERY = Duration.ofSeconds(7);

  private static final Duration APART = Duration.ofMillis(150);

  /** After that, the client reconnects by itself. */
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final Feed feed;
  private final SseEmitter emitter;
  private final ChangeNotifications changes;
  private final Semaphore looking;
  private final BooleanSupplier isGood;
  private volatile boolean gone;

  /**
   * Creates the stream.
   *
   * @param looking limits the number of concurrent reads
   * @param isGood returns true while the key or session that opened the stream is valid
   */
  Stream(
      Feed feed,
      SseEmitter emitter,
      ChangeNotifications changes,
      Semaphore looking,
      BooleanSupplier isGood) {
    this.feed = feed;
    this.emitter = emitter;
    this.changes = changes;
    this.looking = looking;
    this.isGood = isGood;
    emitter.onCompletion(() -> gone = true);
    emitter.onError(_ -> gone = true);
    emitter.onTimeout(() -> gone = true);
  }

  void run(BooleanSupplier running) {
    changes.join();
    try {
      send(running);
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      // The client disconnected, which is how streams end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("A stream ended, its client will reconnect: {}", StoreFailure.words(e));
      emitter.complete();
    } finally {
      changes.leave();
    }
  }

  /**
   * A client stays connected while PostgreSQL is unavailable, and afterwards receives what it
   * missed.
   */
  private List<Feed.Message> news() throws InterruptedException {
    looking.acquire();
    try {
      return feed.next();
    } catch (RuntimeException e) {
      if (!StoreFailure.passes(e)) {
        throw e;
      }
      return List.of();
    } finally {
      looking.release();
    }
  }

  /**
   * While PostgreSQL is unavailable, access cannot be checked, and there is nothing to send either.
   */
  private boolean isLetIn() {
    try {
      return isGood.getAsBoolean();
    } catch (RuntimeException e) {
      if (!StoreFailure.passes(e)) {
        throw e;
      }
      return true;
    }
  }

  private void send(BooleanSupplier running) throws IOException, InterruptedException {
    var end = Instant.now().plus(LONGEST);
    var lastSent = Instant.now();
    var lastAsked = Instant.now();
    emitter.send(SseEmitter.event().reconnectTime(1_000).comment("parley"));
    while (running.getAsBoolean() && !gone && Instant.now().isBefore(end)) {
      if (lastAsked.plus(ASKED_EVERY).isBefore(Instant.now())) {
        if (!isLetIn()) {
          return;
        }
        lastAsked = Instant.now();
      }
      var heard = changes.rings();
      var messages = news();
      for (var message : messages) {
        emitter.send(
            SseEmitter.event()
                .id(message.id())
                .name(message.name())
                .data(message.data(), MediaType.APPLICATION_JSON));
      }
      if (!messages.isEmpty()) {
        lastSent = Instant.now();
        continue;
      }
      if (lastSent.plus(HEARTBEAT).isBefore(Instant.now())) {
        emitter.send(SseEmitter.event().comment("still here"));
        lastSent = Instant.now();
      }
      Thread.sleep(APART);
      changes.await(heard, LOOK_ANYWAY);
    }
  }
}
