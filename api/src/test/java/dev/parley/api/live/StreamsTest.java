package dev.parley.api.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.problem.Refusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class StreamsTest {
  private final AtomicInteger looking = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final CountDownLatch looked = new CountDownLatch(60);

  /** Takes time, as a query does. */
  private List<Feed.Message> slowly() {
    most.accumulateAndGet(looking.incrementAndGet(), Math::max);
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    looking.decrementAndGet();
    looked.countDown();
    return List.of();
  }

  /** Otherwise accepting events would wait for streams. */
  @Test
  void onlyFewStreamsReadConcurrently() throws InterruptedException {
    var streams =
        new Streams(new ChangeNotifications(new PGSimpleDataSource()), new SimpleMeterRegistry());
    streams.start();
    for (int i = 0; i < 60; i++) {
      streams.open("key " + i, () -> true, this::slowly);
    }
    assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
    streams.stop();
    assertThat(most.get()).isEqualTo(4);
  }

  /** One key cannot use them all, and all keys together are limited as well. */
  @Test
  void anInstanceHasTwoHundredStreams() {
    var streams =
        new Streams(new ChangeNotifications(new PGSimpleDataSource()), new SimpleMeterRegistry());
    streams.start();
    for (int i = 0; i < 200; i++) {
      streams.open("key " + i % 4, () -> true, List::of);
    }
    assertThatThrownBy(() -> streams.open("key 0", () -> true, List::of))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("This key or session has 50 open streams");
    assertThatThrownBy(() -> streams.open("key 4", () -> true, List::of))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Too many open streams");
    streams.stop();
  }
}
