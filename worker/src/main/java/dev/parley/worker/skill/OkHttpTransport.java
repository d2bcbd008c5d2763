package dev.parley.worker.skill;

import dev.parley.trace.Traceparent;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpTransportException;
import io.modelcontextprotocol.spec.McpTransportSessionClosedException;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * MCP's streamable HTTP on an OkHttp client, whose sockets consult the address guard. Each message
 * is a POST; a request is answered with one JSON document or a stream of events. The caller limits
 * the time. Closing ends open requests and the server's session.
 *
 * <p>The optional stream on which a server speaks first (GET) is never opened: a session lasts for
 * one call, and anything about that call arrives in its own response.
 */
final class OkHttpTransport implements McpClientTransport {
  private static final Duration TO_END_SESSION = Duration.ofSeconds(5);
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final McpJsonMapper mapper = McpJsonDefaults.getMapper();
  private final OkHttpClient client;
  private final URI url;
  private final SkillServer.@Nullable Header header;
  private final @Nullable String trace = Traceparent.current();
  private final Set<Call> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private volatile @Nullable String session;
  private volatile String version = protocolVersions().getLast();
  private volatile Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler =
      _ -> Mono.error(new IllegalStateException("not connected"));

  OkHttpTransport(OkHttpClient client, URI url, SkillServer.@Nullable Header header) {
    this.client = client;
    this.url = url;
    this.header = header;
  }

  /** A response without success. */
  static final class UnexpectedStatus extends McpTransportException {
    private static final long serialVersionUID = 1;

    private final int status;

    UnexpectedStatus(int status) {
      super("the server answered " + status);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    return Mono.fromRunnable(() -> this.handler = handler);
  }

  /**
   * Completes when the response has been read and its messages have been handled. Fails if there is
   * no success, or if the response to a request doesn't contain its answer.
   */
  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.deferContextual(context -> {
      version =
          context.<String>getOrEmpty(McpAsyncClient.NEGOTIATED_PROTOCOL_VERSION).orElse(version);
      return Mono.create(sink -> post(message, sink));
    });
  }

  private void post(JSONRPCMessage message, MonoSink<Void> sink) {
    var call = client.newCall(posted(message));
    open.add(call);
    if (closed) {
      open.remove(call);
      throw new McpTransportSessionClosedException();
    }
    sink.onCancel(call::cancel);
    call.enqueue(
        new Callback() {
          @Override
          public void onFailure(Call failed, IOException e) {
            open.remove(failed);
            sink.error(e);
          }

          @Override
          public void onResponse(Call answered, Response response) {
            try (response) {
              receive(message, response);
              sink.success();
            } catch (IOException | RuntimeException e) {
              sink.error(e);
            } finally {
              open.remove(answered);
            }
          }
        });
  }

  private Request posted(JSONRPCMessage message) {
    try {
      return request()
          .header(HttpHeaders.ACCEPT, "application/json, text/event-stream")
          .post(RequestBody.create(mapper.writeValueAsString(message), JSON))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Request.Builder request() {
    var builder =
        new Request.Builder()
            .url(url.toString())
            .header(HttpHeaders.CACHE_CONTROL, "no-cache")
            .header(HttpHeaders.PROTOCOL_VERSION, version)
            .header("User-Agent", "Parley");
    var known = session;
    if (known != null) {
      builder.header(HttpHeaders.MCP_SESSION_ID, known);
    }
    if (trace != null) {
      builder.header(Traceparent.NAME, trace);
    }
    if (header != null) {
      builder.header(header.name(), header.value());
    }
    return builder;
  }

  private void receive(JSONRPCMessage sent, Response response) throws IOException {
    if (!response.isSuccessful()) {
      throw refusal(response);
    }
    if (session == null) {
      session = response.header(HttpHeaders.MCP_SESSION_ID);
    }
    if (sent instanceof JSONRPCRequest request) {
      var answer = new Answer(request);
      answer.read(BoundedBody.of(response));
      if (!answer.found) {
        throw new McpTransportException("the response ended without an answer");
      }
    }
  }

  private RuntimeException refusal(Response response) {
    if (response.code() == 404 && response.request().header(HttpHeaders.MCP_SESSION_ID) != null) {
      session = null;
      return new McpTransportSessionNotFoundException("the server has ended the session");
    }
    return new UnexpectedStatus(response.code());
  }

  /** Hands over the messages in the response to a request, and notices its answer. */
  private final class Answer extends EventSourceListener {
    private final Object id;
    private @Nullable Throwable failure;
    private boolean found;

    Answer(JSONRPCRequest request) {
      id = request.id();
    }

    void read(Response response) throws IOException {
      var type =
          Objects.requireNonNullElse(response.header(HttpHeaders.CONTENT_TYPE), "")
              .toLowerCase(Locale.ROOT);
      if (type.contains("text/event-stream")) {
        EventSources.processResponse(response, this);
        if (failure != null) {
          throw new McpTransportException("the stream broke off", failure);
        }
      } else if (type.contains("application/json")) {
        take(response.body().string());
      } else {
        throw new McpTransportException("the server answered with neither JSON nor events");
      }
    }

    @Override
    public void onEvent(
        EventSource source, @Nullable String eventId, @Nullable String type, String data) {
      // A server may begin with an event without data, which only carries an id.
      if ((type == null || type.isEmpty() || type.equals("message")) && !data.isBlank()) {
        try {
          take(data);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    @Override
    public void onFailure(
        EventSource source, @Nullable Throwable thrown, @Nullable Response response) {
      failure = thrown == null ? new IOException("no stream of events") : thrown;
    }

    private void take(String json) throws IOException {
      var message = McpSchema.deserializeJsonRpcMessage(mapper, json);
      found |= message instanceof JSONRPCResponse response && id.equals(response.id());
      handler.apply(Mono.just(message)).block();
    }
  }

  /** Ends the server's session too, without waiting for its response. */
  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(() -> {
      closed = true;
      open.forEach(Call::cancel);
      if (session != null) {
        endSession();
      }
    });
  }

  private void endSession() {
    var request = request().delete().build();
    session = null;
    client
        .newBuilder()
        .callTimeout(TO_END_SESSION)
        .build()
        .newCall(request)
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException e) {
                // Servers expire sessions that are not ended.
              }

              @Override
              public void onResponse(Call call, Response response) {
                response.close();
              }
            });
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return mapper.convertValue(data, type);
  }
}
