package dev.parley.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to another system; each type has one activity in the worker. */
public sealed interface Call {

  /**
   * A rendered HTTP request. Its reply: {@code status}, {@code headers} (by lower-case name) and
   * {@code body} (parsed if it is JSON, else text).
   *
   * @param sendCausation true to send the peer the chain of executions that led to the call
   * @param keepReply false to keep only the status of the reply
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

    /** Returns the same request with one more header. */
    public Http with(Header header) {
      var all = new ArrayList<>(headers);
      all.add(header);
      return new Http(
          method, url, List.copyOf(all), body, timeout, ifUnanswered, sendCausation, keepReply);
    }
  }

  /**
   * Extraction of labels, custom fields and sentiment from messages. Its reply: {@code method},
   * {@code labels} (id, name, confidence), {@code fields} (id, key, value, confidence), {@code
   * sentiment}.
   *
   * @param allowedLabels ids of the labels to choose from; empty for all
   * @param threshold minimum confidence of a label; null for the workspace's setting
   */
  record Extraction(
      boolean labels,
      List<String> allowedLabels,
      @Nullable Double threshold,
      List<String> fields,
      boolean sentiment)
      implements Call {}

  /** A call of a skill in an installed skill set. Its reply: {@code result}. */
  record Skill(String skillSet, String skill, Map<String, Object> arguments) implements Call {}

  /** An HTTP method. */
  enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE;

    /** Returns true if requests with this method have a body. */
    public boolean hasBody() {
      return this == POST || this == PUT || this == PATCH;
    }
  }

  /** One header of a request; the value may contain secrets and is never stored unmasked. */
  record Header(String name, String value) {}

  /** The reaction to a POST or PATCH that may have arrived but was not answered. */
  enum IfUnanswered {
    /** Send it again, with the same {@code Idempotency-Key}. */
    @com.fasterxml.jackson.annotation.JsonProperty("retry")
    @Title("Send it again, marked as the same")
    RETRY,
    /** Fail the step with "outcome unknown". */
    @com.fasterxml.jackson.annotation.JsonProperty("fail")
    @Title("Fail: the outcome is unknown")
    FAIL
  }
}
