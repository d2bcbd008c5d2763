package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document whose strings are templates. A string that is exactly one gap becomes the value
 * itself, typed; every other string becomes text.
 *
 * @param document maps, lists, strings, numbers, truth values and null
 */
public record JsonTemplate(@JsonValue @Nullable Object document) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public JsonTemplate {}

  /** A fault and the JSON pointer of the string it is in. */
  public record Located(String pointer, Template.Fault fault) {}

  /** Everything that keeps this document from being published. */
  public List<Located> faults(Vocabulary vocabulary) {
    return List.of();
  }

  /** The document with its gaps filled. */
  public @Nullable Object render(Map<String, ?> data) {
    return document;
  }
}
