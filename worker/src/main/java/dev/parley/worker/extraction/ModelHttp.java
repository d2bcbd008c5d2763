package dev.parley.worker.extraction;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's HTTP client on OkHttp, whose sockets consult the address guard. Redirects are not
 * followed, since they would receive the key. One instance per request.
 */
final class ModelHttp implements HttpClient, HttpClientBuilder {
  private static final int MOST_BYTES = 1024 * 1024;
  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient client;
  private final Duration patience;
  private @Nullable String retryAfter;

  /**
   * Creates a client.
   *
   * @param patience for a whole response
   */
  ModelHttp(OkHttpClient client, Duration patience) {
    this.client = client.newBuilder().callTimeout(patience).build();
    this.patience = patience;
  }

  /** Returns the {@code Retry-After} header of the latest response. */
  Optional<String> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    try (var response = client.newCall(translated(request)).execute()) {
      retryAfter = response.header("Retry-After");
      var body = body(response);
      if (!response.isSuccessful()) {
        // Untruncated, since the key is masked in it first.
        throw new HttpException(response.code(), body);
      }
      return SuccessfulHttpResponse.builder()
          .statusCode(response.code())
          .headers(Map.of("content-type", List.of("application/json")))
          .body(body)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Request translated(HttpRequest request) {
    var builder = new Request.Builder().url(request.url()).header("User-Agent", "Parley");
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    return request.method() == HttpMethod.GET
        ? builder.get().build()
        : builder.method(request.method().name(), RequestBody.create(request.body(), JSON)).build();
  }

  private static String body(Response response) throws IOException {
    var source = response.body().source();
    if (source.request(MOST_BYTES + 1L)) {
      throw new IOException("the answer is larger than 1 MiB");
    }
    return source.readUtf8();
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("answers are not streamed");
  }

  @Override
  public Duration connectTimeout() {
    return patience;
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration timeout) {
    return this;
  }

  @Override
  public Duration readTimeout() {
    return patience;
  }

  @Override
  public HttpClientBuilder readTimeout(Duration timeout) {
    return this;
  }

  @Override
  public HttpClient build() {
    return this;
  }
}
