package dev.parley.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Names are resolved by the system, which nothing can interrupt: after some seconds they are waited
 * for no longer, so that a step is over before its next attempt begins.
 */
final class Lookups implements Dns {
  private static final Duration LONGEST = Duration.ofSeconds(4);

  /** Not virtual: the system's resolver would hold on to what carries them. */
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("lookup").factory());

  private final Dns dns;

  Lookups(Dns dns) {
    this.dns = dns;
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    var found = THREADS.submit(() -> dns.lookup(host));
    try {
      return found.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw new IllegalStateException("a name could not be looked up", e.getCause());
    } catch (TimeoutException e) {
      throw new UnknownHostException(host);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(host);
    }
  }
}
