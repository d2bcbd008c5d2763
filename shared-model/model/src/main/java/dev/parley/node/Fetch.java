package dev.parley.node;

import dev.parley.template.Template;
import dev.parley.template.UrlTemplate;
import dev.parley.template.Vocabulary;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls another service over HTTP.
 *
 * @param url scheme and host are literal, path and query are templates
 * @param body a template, for POST, PUT and PATCH
 * @param timeoutSeconds 1 to 30; 10 by default
 * @param ifUnanswered for a POST or PATCH that may have arrived without an answer; retries by
 *     default
 * @param sendCausation sends the chain of runs that led to the call in the header {@code
 *     Parley-Causation}; our own API always receives it
 * @param keepReply false to keep only the status of the reply, so that neither later steps nor
 *     users can read the rest; true by default
 * @param sampleReply the reply used by test runs: {@code status}, {@code headers}, {@code body}
 */
@Kind(
    name = "fetch",
    title = "Fetch API",
    section = Kind.Section.INTEGRATION,
    help = "Call an external service.",
    keywords = "http api webhook request url integration rest",
    icon = "world-www",
    color = Kind.Color.LIME,
    summary = "{method} {url}",
    unset = "Enter the request URL",
    outputs = {"status", "headers", "body"})
record Fetch(
    @Setting(label = "HTTP Method") Call.Method method,
    @Setting(
            label = "Request URL",
            placeholder = "https://",
            required = true,
            example = "https://example.com/{{ conversation.id }}")
        UrlTemplate url,
    @Setting(label = "Headers") List<FetchHeader> headers,
    @Setting(label = "Request Body") @Nullable Template body,
    @Setting(label = "Timeout in seconds", placeholder = "10", least = 1, most = Fetch.MOST_SECONDS)
        @Nullable Integer timeoutSeconds,
    @Setting(
            label = "If a request stays unanswered",
            help = "The other system may have received it.")
        Call.@Nullable IfUnanswered ifUnanswered,
    @Setting(
            label = "Send the runs that led to this call",
            help =
                "The other system can return the header Parley-Causation "
                    + "with its events, so that loops are detected.")
        @Nullable Boolean sendCausation,
    @Setting(
            label = "Keep the reply",
            help =
                "Turn this off for tokens and personal data. Later steps and "
                    + "people then cannot read the reply.")
        @Nullable Boolean keepReply,
    @Setting(label = "Sample reply", help = "The reply that a test run uses instead of calling")
        @Nullable Map<String, Object> sampleReply)
    implements Node.Calling {
  private static final int DEFAULT_SECONDS = 10;
  private static final int MOST_SECONDS = 30;
  private static final int MOST_HEADERS = 50;
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
          "idempotency-key",
          "parley-causation");

  Fetch(
      Call.@Nullable Method method,
      @Nullable UrlTemplate url,
      @Nullable List<FetchHeader> headers,
      @Nullable Template body,
      @Nullable Integer timeoutSeconds,
      Call.@Nullable IfUnanswered ifUnanswered,
      @Nullable Boolean sendCausation,
      @Nullable Boolean keepReply,
      @Nullable Map<String, Object> sampleReply) {
    this.method = method == null ? Call.Method.GET : method;
    this.url = url == null ? new UrlTemplate("") : url;
    this.headers = headers == null ? List.of() : List.copyOf(headers);
    this.body = body;
    this.timeoutSeconds = timeoutSeconds;
    this.ifUnanswered = ifUnanswered;
    this.sendCausation = sendCausation;
    this.keepReply = keepReply;
    this.sampleReply = sampleReply;
  }

  /** A header in a graph; the value is a template. */
  record FetchHeader(String name, Template value) {
    FetchHeader(@Nullable String name, @Nullable Template value) {
      this.name = name == null ? "" : name.strip();
      this.value = value == null ? new Template("") : value;
    }
  }

  @Override
  public Call call(Scope scope) {
    return new Call.Http(
        method,
        scope.url(url),
        headers.stream()
            .map(header -> new Call.Header(header.name(), scope.header(header.value())))
            .toList(),
        hasBody() && body != null ? scope.body(body, contentType()) : null,
        Duration.ofSeconds(timeoutSeconds == null ? DEFAULT_SECONDS : timeoutSeconds),
        ifUnanswered == null ? Call.IfUnanswered.RETRY : ifUnanswered,
        Boolean.TRUE.equals(sendCausation),
        keepsReply());
  }

  private boolean keepsReply() {
    return !Boolean.FALSE.equals(keepReply);
  }

  private boolean hasBody() {
    return method.hasBody() && body != null && !body.source().isBlank();
  }

  private @Nullable String contentType() {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase("content-type"))
        .map(header -> header.value().source())
        .findFirst()
        .orElse(null);
  }

  @Override
  public Next on(Reply reply) {
    return new Next(NEXT, keepsReply() ? reply.content() : status(reply), List.of());
  }

  private static Map<String, Object> status(Reply reply) {
    var status = reply.content().get("status");
    return status == null ? Map.of() : Map.of("status", status);
  }

  @Override
  public Reply sample() {
    var sample = sampleReply == null ? Map.<String, Object>of() : sampleReply;
    return new Reply(
        Map.of(
            "status", sample.getOrDefault("status", 200),
            "headers", sample.getOrDefault("headers", Map.of()),
            "body", sample.getOrDefault("body", Map.of())));
  }

  @Override
  public Vocabulary.Shape output() {
    if (!keepsReply()) {
      return new Vocabulary.Shape.Closed(Map.of("status", new Vocabulary.Shape.Scalar()));
    }
    return new Vocabulary.Shape.Closed(
        Map.of(
            "status", new Vocabulary.Shape.Scalar(),
            "headers", new Vocabulary.Shape.Open(),
            "body", new Vocabulary.Shape.Open()));
  }

  @Override
  public void inspect(Inspection inspection) {
    if (url.source().isBlank()) {
      inspection.problem("/url", "url-missing", "Enter the request URL.");
    } else {
      inspection.address("/url", url);
    }
    if (headers.size() > MOST_HEADERS) {
      inspection.problem("/headers", "headers-too-many", "At most 50 headers are possible.");
    }
    for (int i = 0; i < headers.size(); i++) {
      inspectHeader("/headers/" + i, headers.get(i), inspection);
    }
    if (body != null && !body.source().isBlank()) {
      if (!method.hasBody()) {
        inspection.problem(
            "/body",
            "body-not-possible",
            "A " + method + " request has no body. Remove it or choose POST, PUT or PATCH.");
      }
      inspection.body("/body", body, contentType());
    }
    if (timeoutSeconds != null && (timeoutSeconds < 1 || timeoutSeconds > MOST_SECONDS)) {
      inspection.problem(
          "/timeoutSeconds", "timeout-out-of-range", "Wait 1 to 30 seconds for the answer.");
    }
  }

  private static void inspectHeader(String at, FetchHeader header, Inspection inspection) {
    if (!isToken(header.name())) {
      inspection.problem(
          at + "/name",
          "header-name",
          header.name().isEmpty()
              ? "Enter a name for the header."
              : "\"" + header.name() + "\" cannot be the name of a header.");
    } else if (OURS.contains(header.name().toLowerCase(Locale.ROOT))) {
      inspection.problem(
          at + "/name", "header-reserved", "\"" + header.name() + "\" is set by Parley itself.");
    }
    inspection.header(at + "/value", header.value());
  }

  /** RFC 9110 section 5.6.2. */
  private static boolean isToken(String name) {
    return name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
  }
}
