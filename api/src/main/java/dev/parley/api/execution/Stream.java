package dev.parley.api.execution;

import dev.parley.store.StoreFailure;
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
 * One client that looks on. Whatever it is too slow to take is not kept for it: it is told the
 * state of things when it is ready, and dropped when a write finds no reader for long.
 */
final class Stream {
  private static final Logger LOG = LoggerFactory.getLogger(Stream.class);
  private static final Duration LOOK_ANYWAY = Duration.ofSeconds(2);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /** So that it ends within a heartbeat, a look that waits included. */
  private static final Duration ASKED_EVERY = Duration.ofSeconds(7);

  private static final Duration APART = Duration.ofMillis(150);

  /** Then the client comes back by itself. */
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final Feed feed;
  private final SseEmitter emitter;
  private final Changes changes;
  private final Semaphore looking;
  private final BooleanSupplier isGood;
  private volatile boolean gone;

  /**
   * A client.
   *
   * @param looking lets so many look at once
   * @param isGood whether the key or session that opened it still is
   */
  Stream(
      Feed feed, SseEmitter emitter, Changes changes, Semaphore looking, BooleanSupplier isGood) {
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
      // The client has left, which is how streams end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("A stream ends, its client comes back: {}", e.toString());
      emitter.complete();
    } finally {
      changes.leave();
    }
  }

  /** A client stays while PostgreSQL is away, and is told afterwards what it missed. */
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

  /** While PostgreSQL is away there is nobody to ask, and nothing to tell either. */
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
