package dev.parley.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code traceparent} of W3C Trace Context: it names the trace and the span that caused
 * what it comes with. The ledger keeps it with each execution. {@code tracestate} is not kept: it
 * may contain anything.
 */
public final class Traceparent {
  /** The name of the header, and of the extension of a CloudEvent. */
  public static final String NAME = "traceparent";

  private static final TextMapGetter<String> ITSELF =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
          return List.of(NAME);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
          return key.equals(NAME) ? carrier : null;
        }
      };

  private Traceparent() {}

  /** Returns the value for what this thread causes now; null outside of any trace. */
  public static @Nullable String current() {
    var now = Span.current().getSpanContext();
    return now.isValid() ? text(now) : null;
  }

  private static String text(SpanContext span) {
    return "00-%s-%s-%s"
        .formatted(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex());
  }

  /** Returns the context that a value describes; one without a trace if it is absent or invalid. */
  public static Context context(@Nullable String value) {
    return value == null
        ? Context.root()
        : W3CTraceContextPropagator.getInstance().extract(Context.root(), value, ITSELF);
  }

  /** Returns the id of the trace in a value. */
  public static Optional<String> traceId(@Nullable String value) {
    return Optional.of(Span.fromContext(context(value)).getSpanContext())
        .filter(SpanContext::isValid)
        .map(SpanContext::getTraceId);
  }
}
