package dev.parley.worker.skill;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP client interface for the MCP SDK, implemented with OkHttp, whose sockets consult
 * the address guard. Limits the size of responses, and ends open requests when closed.
 */
final class BridgedHttp extends HttpClient {
  private static final long MOST_BYTES = 2L * 1024 * 1024;
  private static final int CHUNK = 8_192;

  private final OkHttpClient client;
  private final Set<Call> open = ConcurrentHashMap.newKeySet();
  private volatile int lastStatus;
  private volatile @Nullable Throwable lastFailure;

  BridgedHttp(OkHttpClient client) {
    this.client = client;
  }

  /** Returns the status of the latest response; 0 if there is none yet. */
  int lastStatus() {
    return lastStatus;
  }

  /** Returns the cause of the latest failure to connect. */
  Optional<Throwable> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    var answer = new CompletableFuture<HttpResponse<T>>();
    var call = client.newCall(translated(request));
    open.add(call);
    call.enqueue(
        new Callback() {
          @Override
          public void onFailure(Call failed, IOException e) {
            open.remove(failed);
            lastFailure = e;
            answer.completeExceptionally(e);
          }

          @Override
          public void onResponse(Call answered, Response response) {
            lastStatus = response.code();
            try (response) {
              receive(request, response, handler, answer);
            } finally {
              open.remove(answered);
            }
          }
        });
    return answer;
  }

  private static Request translated(HttpRequest request) {
    var builder = new Request.Builder().url(request.uri().toString());
    request
        .headers()
        .map()
        .forEach((name, values) -> values.forEach(value -> builder.addHeader(name, value)));
    var body = request.bodyPublisher().map(BridgedHttp::bytes);
    return builder.method(request.method(), body.map(RequestBody::create).orElse(null)).build();
  }

  private static byte[] bytes(HttpRequest.BodyPublisher publisher) {
    var body = HttpResponse.BodySubscribers.ofByteArray();
    publisher.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            body.onSubscribe(subscription);
          }

          @Override
          public void onNext(ByteBuffer part) {
            body.onNext(List.of(part));
          }

          @Override
          public void onError(Throwable thrown) {
            body.onError(thrown);
          }

          @Override
          public void onComplete() {
            body.onComplete();
          }
        });
    return body.getBody().toCompletableFuture().join();
  }

  private static <T> void receive(
      HttpRequest request,
      Response response,
      BodyHandler<T> handler,
      CompletableFuture<HttpResponse<T>> answer) {
    var headers = HttpHeaders.of(response.headers().toMultimap(), (name, value) -> true);
    var subscriber = handler.apply(new Head(response.code(), headers));
    subscriber
        .getBody()
        .whenComplete((body, failure) -> {
          if (failure == null) {
            answer.complete(new Answer<>(request, response.code(), headers, body));
          } else {
            answer.completeExceptionally(failure);
          }
        });
    var demand = new Semaphore(0);
    var cancelled = new AtomicBoolean();
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {
            demand.release((int) Math.min(n, 1_000_000));
          }

          @Override
          public void cancel() {
            cancelled.set(true);
            demand.release();
          }
        });
    try {
      long received = 0;
      var source = response.body().source();
      var chunk = new byte[CHUNK];
      for (int n = source.read(chunk); n >= 0 && !cancelled.get(); n = source.read(chunk)) {
        received += n;
        if (received > MOST_BYTES) {
          throw new IOException("the answer is larger than 2 MiB");
        }
        demand.acquire();
        subscriber.onNext(List.of(ByteBuffer.wrap(chunk.clone(), 0, n)));
      }
      subscriber.onComplete();
    } catch (IOException e) {
      subscriber.onError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      subscriber.onError(e);
    }
  }

  private record Head(int statusCode, HttpHeaders headers) implements ResponseInfo {
    @Override
    public Version version() {
      return Version.HTTP_1_1;
    }
  }

  private record Answer<T>(HttpRequest request, int statusCode, HttpHeaders headers, T body)
      implements HttpResponse<T> {
    @Override
    public Optional<HttpResponse<T>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<javax.net.ssl.SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public java.net.URI uri() {
      return request.uri();
    }

    @Override
    public Version version() {
      return Version.HTTP_1_1;
    }
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    try {
      return sendAsync(request, handler).get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushed) {
    return sendAsync(request, handler);
  }

  @Override
  public void close() {
    open.forEach(Call::cancel);
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return Optional.empty();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return Optional.empty();
  }

  @Override
  public Redirect followRedirects() {
    return Redirect.NEVER;
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return Optional.empty();
  }

  @Override
  public SSLContext sslContext() {
    throw new UnsupportedOperationException("OkHttp has its own");
  }

  @Override
  public SSLParameters sslParameters() {
    throw new UnsupportedOperationException("OkHttp has its own");
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return Optional.empty();
  }

  @Override
  public Version version() {
    return Version.HTTP_1_1;
  }

  @Override
  public Optional<Executor> executor() {
    return Optional.empty();
  }

  /** Returns a builder that ignores its settings and returns this client. */
  Builder builder() {
    return new Builder() {
      @Override
      public Builder cookieHandler(CookieHandler ignored) {
        return this;
      }

      @Override
      public Builder connectTimeout(Duration ignored) {
        return this;
      }

      @Override
      public Builder sslContext(SSLContext ignored) {
        return this;
      }

      @Override
      public Builder sslParameters(SSLParameters ignored) {
        return this;
      }

      @Override
      public Builder executor(Executor ignored) {
        return this;
      }

      @Override
      public Builder followRedirects(Redirect ignored) {
        return this;
      }

      @Override
      public Builder version(Version ignored) {
        return this;
      }

      @Override
      public Builder priority(int ignored) {
        return this;
      }

      @Override
      public Builder proxy(ProxySelector ignored) {
        return this;
      }

      @Override
      public Builder authenticator(Authenticator ignored) {
        return this;
      }

      @Override
      public HttpClient build() {
        return BridgedHttp.this;
      }
    };
  }
}
