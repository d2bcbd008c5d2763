package dev.parley.api.event;

import dev.parley.api.Texts;
import dev.parley.api.problem.Refusal.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Collects the errors of an event. */
final class EventErrors {
  private final List<FieldError> faults = new ArrayList<>();

  /** Returns all errors, one per pointer. */
  List<FieldError> all() {
    return List.copyOf(faults);
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  void add(String pointer, String code, String message) {
    faults.add(FieldError.at(pointer, code, message));
  }

  void add(FieldError fault) {
    if (faults.stream()
        .noneMatch(known -> fault.pointer() != null && fault.pointer().equals(known.pointer()))) {
      faults.add(fault);
    }
  }

  /** Returns a text of an object; null, and possibly an error, if there is none. */
  @Nullable String text(JsonNode from, String at, String name, int longest, boolean needed) {
    var value = from.path(name);
    if (!needed && (value.isMissingNode() || value.isNull())) {
      return null;
    }
    if (!value.isString()) {
      add(
          at + "/" + name,
          value.isMissingNode() ? "missing" : "type-mismatch",
          "\"" + name + "\" must be a string.");
      return null;
    }
    var text = value.stringValue();
    if ((needed && text.isEmpty()) || !Texts.fits(text, longest)) {
      add(
          at + "/" + name,
          "text-length",
          "\"" + name + "\" must have 1 to " + longest + " characters without U+0000.");
      return null;
    }
    return text;
  }

  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
