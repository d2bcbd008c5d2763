package dev.parley.api.event;

import dev.parley.api.Texts;
import dev.parley.secret.CausationTokens;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The attributes of a CloudEvent that mean nothing to Parley and are kept for templates: subject,
 * dataschema and extensions, including those of distributed tracing.
 */
final class EventAttributes {
  private static final int LONGEST = 4_096;
  private static final int MOST = 50;

  /** The attributes that are read elsewhere. */
  private static final Set<String> OTHERS =
      Set.of(
          "specversion",
          "id",
          "source",
          "type",
          "time",
          "datacontenttype",
          "data",
          "data_base64",
          CausationTokens.EXTENSION);

  private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,40}");

  /** W3C Trace Context, section 3.2; a later version may contain more. */
  private static final Pattern TRACE_PARENT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?<more>-.*)?");

  /** Section 3.3: at most 32 members of printable ASCII. */
  private static final Pattern TRACE_STATE =
      Pattern.compile(
          "(?:[ \\t]*(?:[a-z0-9][a-z0-9_*/@-]{0,255}=[\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{1,256})?"
              + "[ \\t]*(?:,|$)){1,32}");

  private final EventErrors faults;
  private final Map<String, Object> kept = new LinkedHashMap<>();

  EventAttributes(EventErrors faults) {
    this.faults = faults;
  }

  /** Returns an event's additional attributes and reports their errors. */
  Map<String, Object> read(JsonNode event) {
    for (var name : event.propertyNames()) {
      if (!OTHERS.contains(name)) {
        attribute(name, event.path(name));
      }
    }
    if (kept.size() > MOST) {
      faults.add(
          "", "extensions-many", "An event can have at most " + MOST + " further attributes.");
    }
    return kept;
  }

  private void attribute(String name, JsonNode value) {
    var at = "/" + EventErrors.escaped(name);
    if (!NAME.matcher(name).matches()) {
      faults.add(
          at,
          "extension-name",
          "The name of an extension can only have lower-case letters and digits.");
    } else if (value.isBoolean()) {
      keep(name, value.booleanValue());
    } else if (value.isInt()) {
      keep(name, value.intValue());
    } else if (value.isString()) {
      text(name, value.stringValue());
    } else if (!value.isNull()) {
      faults.add(
          at,
          "extension-value",
          "The value of an attribute must be a string, a boolean or a 32-bit integer.");
    }
  }

  private void keep(String name, Object value) {
    if (Set.of("subject", "dataschema", "traceparent", "tracestate").contains(name)) {
      faults.add("/" + name, "type-mismatch", "\"" + name + "\" must be a string.");
    } else {
      kept.put(name, value);
    }
  }

  private void text(String name, String text) {
    var wrong =
        switch (name) {
          case "subject" -> text.isEmpty() ? "subject must have at least one character." : null;
          case "dataschema" ->
              UriReference.isUri(text) ? null : "dataschema must be a URI with a scheme.";
          case "traceparent" ->
              isTraceParent(text)
                  ? null
                  : "traceparent must follow W3C Trace Context: 00-<trace>-<parent>-<flags>.";
          case "tracestate" ->
              TRACE_STATE.matcher(text).matches() && text.length() <= 512
                  ? null
                  : "tracestate must follow W3C Trace Context: key=value, key=value.";
          default -> null;
        };
    if (wrong != null) {
      faults.add("/" + name, "attribute-invalid", wrong);
    } else if (fits(name, text)) {
      kept.put(name, text);
    }
  }

  private static boolean isTraceParent(String text) {
    var parent = TRACE_PARENT.matcher(text);
    return parent.matches() && (parent.group("more") == null || !text.startsWith("00"));
  }

  private boolean fits(String name, String text) {
    var fits = Texts.fits(text, LONGEST);
    if (!fits) {
      faults.add(
          "/" + name,
          "text-length",
          "\"" + name + "\" can have at most " + LONGEST + " characters without U+0000.");
    }
    return fits;
  }
}
