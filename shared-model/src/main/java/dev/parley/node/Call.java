package dev.parley.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something to ask of the world outside; each form of it has one activity in the worker. */
public sealed interface Call {

  /**
   * An HTTP request, rendered and ready. Its reply: {@code status}, {@code headers} (by lower-case
   * name) and {@code body} (parsed when it is JSON, else text).
   *
   * @param sendCausation the peer is told which executions led to the call
   * @param keepReply false when nothing of the reply but its status may be kept
   */
  record Http(
      Method method,
      String url,
      List<Header> headers,
      @Nullable String body,
      Duration timeout,
      IfUnanswered ifUnanswered,
      boolean sendCausation,
      boolean keepReply)
      implements Call {

    /** The same request with a header more. */
    public Http with(Header header) {
      var all = new ArrayList<>(headers);
      all.add(header);
      return new Http(
          method, url, List.copyOf(all), body, timeout, ifUnanswered, sendCausation, keepReply);
    }
  }

  /**
   * Labels, custom fields and sentiment from what was said. Its reply: {@code method}, {@code
   * labels} (id, name, confidence), {@code fields} (id, key, value, confidence), {@code sentiment}.
   *
   * @param allowedLabels ids of the only labels to choose from; empty for all
   * @param threshold the confidence from which on a label counts; null for that of the workspace
   */
  record Extraction(
      boolean labels,
      List<String> allowedLabels,
      @Nullable Double threshold,
      List<String> fields,
      boolean sentiment)
      implements Call {}

  /** A skill of an installed skill set. Its reply: {@code result}. */
  record Skill(String skillSet, String skill, Map<String, Object> arguments) implements Call {}

  /** The guide's HTTP methods. */
  enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE;

    /** Whether the guide gives it a request body. */
    public boolean hasBody() {
      return this == POST || this == PUT || this == PATCH;
    }
  }

  /** One header of a request; the value may hold secrets and is never kept as it is. */
  record Header(String name, String value) {}

  /** What to do when a POST or PATCH may have arrived without an answer. */
  enum IfUnanswered {
    /** Ask again, with the same {@code Idempotency-Key}. */
    @com.fasterxml.jackson.annotation.JsonProperty("retry")
    RETRY,
    /** Fail the step with "outcome unknown". */
    @com.fasterxml.jackson.annotation.JsonProperty("fail")
    FAIL
  }
}
