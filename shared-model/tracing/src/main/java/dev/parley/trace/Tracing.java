package dev.parley.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The spans of this process. They are exported with OTLP if {@code OTEL_EXPORTER_OTLP_ENDPOINT} is
 * set, and configured by OpenTelemetry's own variables. Otherwise none is recorded, and only the
 * sender's trace is carried on.
 */
public final class Tracing {
  private static final String SCOPE = "dev.parley";
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.exporter.otlp.protocol", "http/protobuf",
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none",
          "otel.propagators", "tracecontext");

  private static volatile OpenTelemetry telemetry = OpenTelemetry.noop();

  private Tracing() {}

  /**
   * Begins to export if the environment asks for it, until the process ends.
   *
   * @param service the name of this service, unless {@code OTEL_SERVICE_NAME} has another
   */
  public static void start(Map<String, String> environment, String service) {
    if (isWanted(environment)) {
      telemetry =
          AutoConfiguredOpenTelemetrySdk.builder()
              .addPropertiesSupplier(() -> DEFAULTS)
              .addPropertiesSupplier(() -> Map.of("otel.service.name", service))
              .build()
              .getOpenTelemetrySdk();
    }
  }

  private static boolean isWanted(Map<String, String> environment) {
    return Stream.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
        .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
  }

  static SpanBuilder span(String name) {
    return telemetry.getTracer(SCOPE).spanBuilder(name);
  }
}
