package dev.parley.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class TraceparentTest {
  private static final String SENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void withoutAnExporterTheSendersTraceIsCarriedOnUnchanged() {
    Tracing.start(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", " "), "sample");
    try (var work = TracedWork.begin("outer", SpanKind.SERVER, SENT)) {
      try (var inner = TracedWork.begin("inner", SpanKind.CLIENT)) {
        inner.with("sample", 1).failed("sample");
        assertThat(Traceparent.current()).isEqualTo(SENT);
      }
      work.with("sample", "text");
      assertThat(MDC.get("trace_id")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
      assertThat(MDC.get("span_id")).isEqualTo("00f067aa0ba902b7");
    }
    assertThat(Traceparent.current()).isNull();
    assertThat(MDC.get("trace_id")).isNull();
  }

  @Test
  void withoutASenderThereIsNoTrace() {
    try (var _ = TracedWork.begin("alone", SpanKind.SERVER, null)) {
      assertThat(Traceparent.current()).isNull();
      assertThat(MDC.get("trace_id")).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E473Z-00f067aa0ba902b7-01",
        "Jane Doe"
      })
  void anInvalidValueIsNoTrace(String value) {
    assertThat(Traceparent.traceId(value)).isEmpty();
  }

  @Test
  void theTraceIsRead() {
    assertThat(Traceparent.traceId(SENT)).contains("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(Traceparent.traceId(null)).isEmpty();
  }
}
