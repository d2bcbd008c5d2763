package dev.parley.api.live;

import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Caller;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The streams of this instance, limited in number. They end before the server does, so that a
 * shutdown need not wait for them and clients reconnect to another instance.
 */
@Component
public class Streams implements SmartLifecycle {
  private static final int MOST = 200;
  private static final int MOST_OF_ONE = 50;

  /** Limits concurrent reads by streams so that event intake still gets database connections. */
  private static final int LOOK_AT_ONCE = 4;

  private static final long UNTIL_IT_ENDS = 0L;

  private final ChangeNotifications changes;
  private final Semaphore looking = new Semaphore(LOOK_AT_ONCE, true);
  private final AtomicInteger open = new AtomicInteger();
  private final Map<String, Integer> ofOne = new ConcurrentHashMap<>();
  private volatile boolean running;

  Streams(ChangeNotifications changes, MeterRegistry metrics) {
    this.changes = changes;
    Gauge.builder("parley.streams", open, AtomicInteger::get)
        .description("Open streams of server-sent events")
        .register(metrics);
  }

  /**
   * Streams a feed to a client for as long as it stays connected and its key or session is valid.
   *
   * @param request HEAD is answered without a stream
   */
  public ResponseEntity<SseEmitter> open(HttpServletRequest request, Feed feed) {
    if (request.getMethod().equals("HEAD")) {
      return ResponseEntity.ok().contentType(MediaType.TEXT_EVENT_STREAM).build();
    }
    return open(Caller.of(request).credential(), Caller.isGood(request), feed);
  }

  ResponseEntity<SseEmitter> open(String credential, BooleanSupplier isGood, Feed feed) {
    take(credential);
    var emitter = new SseEmitter(UNTIL_IT_ENDS);
    var stream = new Stream(feed, emitter, changes, looking, isGood);
    Thread.ofVirtual()
        .name("stream")
        .start(() -> {
          try {
            stream.run(this::isRunning);
          } finally {
            free(credential);
          }
        });
    return ResponseEntity.ok()
        // Asks a reverse proxy not to buffer events.
        .header("X-Accel-Buffering", "no")
        .body(emitter);
  }

  /** Prevents one key or session from using up all streams. */
  private void take(String credential) {
    if (ofOne.merge(credential, 1, Integer::sum) > MOST_OF_ONE) {
      leave(credential);
      throw Refusal.of(
          429,
          "streams-of-one-exhausted",
          "This key or session has "
              + MOST_OF_ONE
              + " open streams on this instance. Close one first.");
    }
    if (open.incrementAndGet() > MOST) {
      free(credential);
      throw Refusal.of(
          503, "streams-exhausted", "Too many open streams on this instance. Try again later.");
    }
  }

  private void free(String credential) {
    open.decrementAndGet();
    leave(credential);
  }

  private void leave(String credential) {
    ofOne.computeIfPresent(credential, (_, count) -> count == 1 ? null : count - 1);
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
