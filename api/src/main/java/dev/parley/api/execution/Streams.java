package dev.parley.api.execution;

import dev.parley.api.problem.Refusal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * All clients that look on at this instance. There are at most so many; they end before the server
 * does, so that a stop need not wait for them and they go on at another instance.
 */
@Component
public class Streams implements SmartLifecycle {
  private static final int MOST = 200;

  /** All are told of every change, and what is being accepted needs connections too. */
  private static final int LOOK_AT_ONCE = 4;

  private static final long UNTIL_IT_ENDS = 0L;

  private final Changes changes;
  private final Semaphore looking = new Semaphore(LOOK_AT_ONCE, true);
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean running;

  Streams(Changes changes, MeterRegistry metrics) {
    this.changes = changes;
    Gauge.builder("parley.streams", open, AtomicInteger::get)
        .description("Clients that look on through server-sent events")
        .register(metrics);
  }

  /** Sends a feed to a client for as long as it stays. */
  public ResponseEntity<SseEmitter> open(Feed feed) {
    if (open.incrementAndGet() > MOST) {
      open.decrementAndGet();
      throw Refusal.of(
          503, "streams-exhausted", "Too many clients look on at this instance. Try again soon.");
    }
    var emitter = new SseEmitter(UNTIL_IT_ENDS);
    var stream = new Stream(feed, emitter, changes, looking);
    Thread.ofVirtual()
        .name("stream")
        .start(() -> {
          try {
            stream.run(this::isRunning);
          } finally {
            open.decrementAndGet();
          }
        });
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        // Asks a reverse proxy not to collect events.
        .header("X-Accel-Buffering", "no")
        .body(emitter);
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    changes.ring();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
