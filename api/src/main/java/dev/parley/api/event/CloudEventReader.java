package dev.parley.api.event;

import dev.parley.api.Rfc3339;
import dev.parley.api.json.ExactJson;
import dev.parley.api.problem.Refusal.FieldError;
import dev.parley.conversation.EventData;
import dev.parley.conversation.EventType;
import dev.parley.conversation.EventValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads one CloudEvent in its JSON form (CloudEvents 1.0.2, JSON Event Format). Reports all errors,
 * with pointers.
 */
final class CloudEventReader {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("+10000-01-01T00:00:00Z");
  private static final Duration AHEAD = Duration.ofDays(1);

  /** The media type of JSON; parameters and case are ignored. */
  static final Pattern JSON_TYPE =
      Pattern.compile("(?i)\\s*[\\w!#$&^.+-]+/([\\w!#$&^.+-]+\\+)?json\\s*(;.*)?", Pattern.DOTALL);

  /** Identifiers: if an invalid character were replaced, two of them could become equal. */
  private static final Pattern NAMES =
      Pattern.compile("/[^/]*|/data/(.*/)?id|/data/label|/data/conversation/labels/\\d+");

  private final EventErrors faults = new EventErrors();
  private final ExactJson.Read sent;
  private final JsonNode json;

  private CloudEventReader(ExactJson.Read sent) {
    this.sent = sent;
    this.json = sent.json();
  }

  /** The outcome of reading. */
  sealed interface Reading {
    /** The event is valid. */
    record Read(CloudEvent event) implements Reading {}

    /** The event is invalid. */
    record Wrong(String id, List<FieldError> faults) implements Reading {}
  }

  static Reading read(ExactJson.Read sent, Clock clock) {
    return new CloudEventReader(sent).read(clock);
  }

  private Reading read(Clock clock) {
    if (!json.isObject()) {
      faults.add("", "event-not-object", "An event must be a JSON object.");
      return new Reading.Wrong("", faults.all());
    }
    sent.faults().forEach(faults::add);
    sent.halves().stream()
        .filter(pointer -> NAMES.matcher(pointer).matches())
        .sorted()
        .map(ExactJson::half)
        .forEach(faults::add);
    var version = json.path("specversion");
    if (!version.isString() || !version.stringValue().equals("1.0")) {
      faults.add("/specversion", "specversion-unsupported", "specversion must be \"1.0\".");
    }
    var id = faults.text(json, "", "id", 256, true);
    var source = source();
    var type = type();
    var time = time(clock);
    var attributes = new EventAttributes(faults).read(json);
    contentType();
    var data = json.path("data");
    var values = new EventValues();
    if (json.has("data_base64")) {
      faults.add("/data_base64", "data-not-json", "The data must be JSON in \"data\".");
    } else if (!data.isObject()) {
      faults.add("/data", "data-missing", "\"data\" must be an object with the conversation.");
    } else {
      values = new EventDataReader(faults, type).read(data);
    }
    if (!faults.isEmpty() || id == null || source == null || type == null) {
      return new Reading.Wrong(id == null ? "" : id, faults.all());
    }
    return new Reading.Read(
        new CloudEvent(
            id,
            source,
            type,
            time,
            EventData.of(values),
            data,
            attributes,
            EventFingerprint.of(type, time, data)));
  }

  private @Nullable String source() {
    var source = faults.text(json, "", "source", 512, true);
    if (source != null && !UriReference.is(source)) {
      faults.add(
          "/source",
          "source-invalid",
          "source must be a URI-reference such as /helpdesk or https://shop.example/orders.");
    }
    return source;
  }

  private @Nullable EventType type() {
    var wire = faults.text(json, "", "type", 128, true);
    if (wire == null) {
      return null;
    }
    var type = EventType.of(wire);
    if (type.isEmpty()) {
      faults.add("/type", "type-unknown", "There is no event type \"" + wire + "\".");
    }
    return type.orElse(null);
  }

  /** An event without a time gets it when it locks its conversation, not now. */
  private @Nullable Instant time(Clock clock) {
    if (!json.hasNonNull("time")) {
      return null;
    }
    var time = Rfc3339.read(json.path("time").asString("")).orElse(Instant.MIN);
    if (time.isBefore(FIRST) || !time.isBefore(LAST)) {
      faults.add(
          "/time", "time-invalid", "time must be an RFC 3339 time such as 2026-11-24T09:00:00Z.");
      return null;
    }
    if (time.isAfter(clock.instant().plus(AHEAD))) {
      faults.add(
          "/time",
          "time-ahead",
          "time is more than a day ahead. Later events would not change this conversation until then.");
      return null;
    }
    return time;
  }

  private void contentType() {
    var contentType = json.path("datacontenttype");
    if (!contentType.isMissingNode()
        && !contentType.isNull()
        && !(contentType.isString() && JSON_TYPE.matcher(contentType.stringValue()).matches())) {
      faults.add("/datacontenttype", "data-not-json", "datacontenttype must be application/json.");
    }
  }
}
