package dev.parley.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A part of a thread's work with its span. Log lines in between have {@code trace_id} and {@code
 * span_id}, if there is a trace. Closed by the thread that began it.
 */
public final class TracedWork implements AutoCloseable {
  private static final String TRACE = "trace_id";
  private static final String SPAN = "span_id";

  private final Span span;
  private final Scope scope;
  private final @Nullable String traceBefore = MDC.get(TRACE);
  private final @Nullable String spanBefore = MDC.get(SPAN);

  @SuppressWarnings("MustBeClosedChecker") // It is closed with this.
  private TracedWork(Context parent, Span span) {
    this.span = span;
    scope = parent.with(span).makeCurrent();
    var context = span.getSpanContext();
    if (context.isValid()) {
      MDC.put(TRACE, context.getTraceId());
      MDC.put(SPAN, context.getSpanId());
    }
  }

  /**
   * Begins a span.
   *
   * @param name one of few: neither ids nor anything that people wrote
   * @param traceparent its cause; null if it has none
   */
  public static TracedWork begin(String name, SpanKind kind, @Nullable String traceparent) {
    return begin(name, kind, Traceparent.context(traceparent));
  }

  /** Begins a span within this thread's current one. */
  public static TracedWork begin(String name, SpanKind kind) {
    return begin(name, kind, Context.current());
  }

  private static TracedWork begin(String name, SpanKind kind, Context parent) {
    return new TracedWork(
        parent, Tracing.span(name).setParent(parent).setSpanKind(kind).startSpan());
  }

  /** Adds an attribute: neither a secret nor anything that people wrote. */
  public TracedWork with(String name, String value) {
    span.setAttribute(name, value);
    return this;
  }

  /** Adds an attribute. */
  public TracedWork with(String name, long value) {
    span.setAttribute(name, value);
    return this;
  }

  /** Marks the span as failed, for a reason without customer data. */
  public void failed(String reason) {
    span.setStatus(StatusCode.ERROR, reason);
  }

  @Override
  public void close() {
    restore(TRACE, traceBefore);
    restore(SPAN, spanBefore);
    scope.close();
    span.end();
  }

  private static void restore(String name, @Nullable String before) {
    if (before == null) {
      MDC.remove(name);
    } else {
      MDC.put(name, before);
    }
  }
}
