package dev.parley.worker.outbound;

import com.google.common.base.Throwables;
import dev.parley.node.Call;
import dev.parley.trace.TracedWork;
import dev.parley.trace.Traceparent;
import dev.parley.worker.outbound.AddressGuard.AddressRefused;
import io.opentelemetry.api.trace.SpanKind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The only client for addresses entered by users. It checks each address that a name resolves to,
 * again when connecting and again before sending; it keeps no connection, cookie or cache, and
 * follows redirects itself.
 */
public final class GuardedHttp {
  static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_REDIRECTS = 3;
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration LONGEST_PATIENCE = Duration.ofHours(24);
  private static final Set<String> OURS =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "upgrade",
          "te",
          "trailer",
          "expect",
          "keep-alive",
          "proxy-authorization",
          "idempotency-key");

  private final AddressGuard guard;
  private final OkHttpClient client;
  private final OkHttpClient streaming;
  private final Clock clock;

  /** A client that reaches public addresses, and those that the list allows. */
  public GuardedHttp(String allowed) {
    this(allowed, Dns.SYSTEM, Clock.systemUTC());
  }

  GuardedHttp(String allowed, Dns dns, Clock clock) {
    guard = new AddressGuard(new AllowList(allowed));
    this.clock = clock;
    var lookups = new Lookups(dns);
    client =
        new OkHttpClient.Builder()
            .dns(host -> named(host, lookups.lookup(host)))
            .socketFactory(new GuardedSockets(guard))
            .addNetworkInterceptor(chain -> {
              var to = Objects.requireNonNull(chain.connection()).route().socketAddress();
              guard.check(chain.request().url().host(), to.getAddress(), to.getPort());
              return chain.proceed(chain.request());
            })
            .proxy(Proxy.NO_PROXY)
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .cookieJar(CookieJar.NO_COOKIES)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .fastFallback(false)
            .eventListenerFactory(call -> new Sending(call.request().tag(AtomicBoolean.class)))
            .build();
    var dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
    dispatcher.setMaxRequests(1_000);
    dispatcher.setMaxRequestsPerHost(1_000);
    streaming =
        client
            .newBuilder()
            .dispatcher(dispatcher)
            .readTimeout(Duration.ZERO)
            .eventListenerFactory(call -> EventListener.NONE)
            .build();
  }

  /**
   * Attaches the requested name to each address, so that the guard at the socket sees it whatever
   * the resolver recorded.
   */
  private static List<InetAddress> named(String host, List<InetAddress> found)
      throws UnknownHostException {
    var named = new ArrayList<InetAddress>();
    for (var address : found) {
      named.add(InetAddress.getByAddress(host, address.getAddress()));
    }
    return named;
  }

  /** Returns a guarded client for streaming protocols, with timeouts left to its caller. */
  public OkHttpClient streaming() {
    return streaming;
  }

  /** Returns the guard's message if the exception is its refusal. */
  public static Optional<String> refusal(Throwable thrown) {
    return thrown instanceof AddressRefused
        ? Optional.of("The address " + thrown.getMessage())
        : Optional.empty();
  }

  /**
   * Returns why an address must not be reached; empty if it may be, or if its host is unknown at
   * the moment.
   */
  Optional<String> problem(String address) {
    var url = HttpUrl.parse(address);
    if (url == null) {
      return Optional.of("The URL cannot be used.");
    }
    try {
      var _ = refusedEarly(new Request.Builder().url(url).build());
      return Optional.empty();
    } catch (AddressRefused e) {
      return refusal(e);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The outcome of a request. */
  sealed interface Outcome {
    /**
     * There is a response.
     *
     * @param headers by lower-case name
     * @param truncated true if the body was longer than what is kept
     * @param retryAfter the delay that the peer requests
     */
    record Answered(
        int status,
        Map<String, String> headers,
        String body,
        boolean truncated,
        Optional<Duration> retryAfter)
        implements Outcome {}

    /** The request was not sent, for a reason that the author can fix. */
    record Refused(String reason) implements Outcome {}

    /**
     * There is no response; it is known that the request did not arrive only if mayHaveArrived is
     * false.
     */
    record Unanswered(String reason, boolean mayHaveArrived) implements Outcome {}
  }

  /** Sends a request with the key as {@code Idempotency-Key}. */
  Outcome send(Call.Http call, String key) {
    var url = HttpUrl.parse(call.url());
    if (url == null) {
      return new Outcome.Refused("The request URL cannot be used.");
    }
    for (var header : call.headers()) {
      if (OURS.contains(header.name().toLowerCase(Locale.ROOT))) {
        return new Outcome.Refused("The header \"" + header.name() + "\" is set by Parley itself.");
      }
    }
    var deadline = clock.instant().plus(shorter(call.timeout(), LONGEST));
    try (var work = TracedWork.begin(call.method().name(), SpanKind.CLIENT)) {
      return spanned(work.with("server.address", url.host()), call, url, key, deadline);
    }
  }

  private Outcome spanned(
      TracedWork work, Call.Http call, HttpUrl url, String key, Instant deadline) {
    var sent = new AtomicBoolean();
    try {
      var outcome = follow(request(call, url, key, sent), deadline);
      if (outcome instanceof Outcome.Answered answered) {
        work.with("http.response.status_code", answered.status());
        if (answered.status() >= 400) {
          work.failed("answered " + answered.status());
        }
      }
      return outcome;
    } catch (IllegalArgumentException e) {
      return new Outcome.Refused("A header of the request has an invalid character.");
    } catch (IOException e) {
      work.failed("no answer");
      return failed(e, sent.get());
    }
  }

  private static Request request(Call.Http call, HttpUrl url, String key, AtomicBoolean sent) {
    var builder =
        new Request.Builder()
            .url(url)
            .tag(AtomicBoolean.class, sent)
            .header("User-Agent", "Parley");
    String contentType = null;
    for (var header : call.headers()) {
      if (header.name().equalsIgnoreCase("user-agent")) {
        builder.header("User-Agent", header.value());
      } else {
        builder.addHeader(header.name(), header.value());
      }
      if (header.name().equalsIgnoreCase("content-type")) {
        contentType = header.value();
      }
    }
    var trace = Traceparent.current();
    if (trace != null && call.headers().stream().noneMatch(GuardedHttp::isTrace)) {
      builder.header(Traceparent.NAME, trace);
    }
    return builder
        .header("Idempotency-Key", key)
        .method(call.method().name(), body(call, contentType))
        .build();
  }

  private static boolean isTrace(Call.Header header) {
    return header.name().equalsIgnoreCase(Traceparent.NAME);
  }

  private static @Nullable RequestBody body(Call.Http call, @Nullable String contentType) {
    if (!call.method().hasBody()) {
      return null;
    }
    var text = call.body() == null ? "" : call.body();
    var looksLikeJson = text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
    var type =
        contentType != null
            ? contentType
            : looksLikeJson ? "application/json" : "text/plain; charset=utf-8";
    return RequestBody.create(
        text.getBytes(StandardCharsets.UTF_8), text.isEmpty() ? null : MediaType.parse(type));
  }

  private Outcome follow(Request first, Instant deadline) throws IOException {
    var request = first;
    for (int redirects = 0; ; redirects++) {
      var left = Duration.between(clock.instant(), deadline);
      if (left.isNegative() || left.isZero()) {
        throw new InterruptedIOException("timeout");
      }
      var call = client.newBuilder().callTimeout(left).build().newCall(refusedEarly(request));
      try (var response = call.execute()) {
        var next = redirects < MOST_REDIRECTS ? redirected(request, response) : null;
        if (next == null) {
          return answered(response);
        }
        request = next;
      }
    }
  }

  /** One forbidden address rejects the whole name, not only that address. */
  private Request refusedEarly(Request request) throws IOException {
    var url = request.url();
    AddressGuard.checkHost(url.host());
    for (InetAddress address : client.dns().lookup(url.host())) {
      guard.check(url.host(), address, url.port());
    }
    return request;
  }

  private static @Nullable Request redirected(Request request, Response response) {
    var location = response.header("Location");
    if (!Set.of(301, 302, 303, 307, 308).contains(response.code()) || location == null) {
      return null;
    }
    var url = request.url().resolve(location);
    if (url == null) {
      return null;
    }
    var sameOrigin =
        url.scheme().equals(request.url().scheme())
            && url.host().equals(request.url().host())
            && url.port() == request.url().port();
    var builder = sameOrigin ? request.newBuilder() : new Request.Builder();
    builder.url(url).tag(AtomicBoolean.class, request.tag(AtomicBoolean.class));
    if (!sameOrigin) {
      builder.header("User-Agent", "Parley");
    }
    var keepsMethod =
        response.code() >= 307
            || request.method().equals("GET")
            || (response.code() != 303 && !request.method().equals("POST"));
    if (!keepsMethod) {
      return builder.get().removeHeader("Content-Type").build();
    }
    var body = request.body();
    return builder
        .method(
            request.method(),
            body == null ? null : sameOrigin ? body : RequestBody.create(new byte[0], null))
        .build();
  }

  private Outcome answered(Response response) throws IOException {
    var headers = new LinkedHashMap<String, String>();
    for (var header : response.headers()) {
      headers.merge(
          header.getFirst().toLowerCase(Locale.ROOT), header.getSecond(), (a, b) -> a + ", " + b);
    }
    var body = response.body();
    var source = body.source();
    var more = source.request(MOST_BYTES + 1L);
    var bytes = source.getBuffer().snapshot().toByteArray();
    var kept = Math.min(bytes.length, MOST_BYTES);
    var type = body.contentType();
    var charset = type == null ? null : type.charset(StandardCharsets.UTF_8);
    return new Outcome.Answered(
        response.code(),
        headers,
        new String(bytes, 0, kept, charset == null ? StandardCharsets.UTF_8 : charset),
        more,
        Optional.ofNullable(response.header("Retry-After")).flatMap(this::patience));
  }

  /** RFC 9110 section 10.2.3: seconds or a date. */
  Optional<Duration> patience(String retryAfter) {
    try {
      var wait =
          retryAfter.strip().matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
              : Duration.between(
                  clock.instant(),
                  ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                      .toInstant());
      return wait.isNegative() ? Optional.empty() : Optional.of(shorter(wait, LONGEST_PATIENCE));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Outcome failed(IOException e, boolean sent) {
    var refused =
        Throwables.getCausalChain(e).stream()
            .flatMap(cause -> Stream.concat(Stream.of(cause), Stream.of(cause.getSuppressed())))
            .filter(AddressRefused.class::isInstance)
            .findFirst();
    if (refused.isPresent()) {
      return new Outcome.Refused("The address " + refused.get().getMessage());
    }
    if (e instanceof UnknownHostException) {
      return new Outcome.Unanswered("the host's name could not be resolved", false);
    }
    if (e instanceof InterruptedIOException) {
      return new Outcome.Unanswered("no answer within the time limit", sent);
    }
    return new Outcome.Unanswered(
        sent ? "the connection was lost before the answer" : "no connection could be made", sent);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** Records the moment from which a request may have arrived. */
  private static final class Sending extends EventListener {
    private final @Nullable AtomicBoolean sent;

    Sending(@Nullable AtomicBoolean sent) {
      this.sent = sent;
    }

    @Override
    public void requestHeadersStart(okhttp3.Call call) {
      if (sent != null) {
        sent.set(true);
      }
    }
  }
}
