package dev.parley.local;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** A collector of traces: receives OTLP over HTTP and keeps the spans. */
final class SpanReceiver implements AutoCloseable {
  private final HttpServer server;
  private final Queue<Received> received = new ConcurrentLinkedQueue<>();

  /**
   * One span.
   *
   * @param parent its parent's id; empty for the first of a trace
   * @param status the reason why it failed; empty if it did not
   * @param attributes their texts
   */
  record Received(
      String service,
      String name,
      String trace,
      String id,
      String parent,
      String status,
      List<String> attributes) {}

  SpanReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Received> of(String trace) {
    return received.stream().filter(span -> span.trace().equals(trace)).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()).getResourceSpansList().stream()
          .flatMap(SpanReceiver::spans)
          .forEach(received::add);
      var answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
    }
  }

  private static Stream<Received> spans(ResourceSpans sent) {
    var service = text(sent.getResource().getAttributesList(), "service.name");
    return sent.getScopeSpansList().stream()
        .flatMap(scope -> scope.getSpansList().stream())
        .map(span ->
            new Received(
                service,
                span.getName(),
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                span.getStatus().getMessage(),
                span.getAttributesList().stream().map(KeyValue::toString).toList()));
  }

  private static String text(List<KeyValue> attributes, String key) {
    return attributes.stream()
        .filter(one -> one.getKey().equals(key))
        .map(one -> one.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
