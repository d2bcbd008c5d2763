package dev.parley.template;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.template.syntax.TemplateProblem;
import dev.parley.template.value.TemplateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document whose strings are templates. A string that is exactly one output tag becomes the
 * value itself, typed, and null if absent; every other string becomes text. Property names stay
 * unchanged.
 *
 * @param document maps, lists, strings, numbers, booleans and null
 */
public record JsonTemplate(@JsonValue @Nullable Object document) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public JsonTemplate {}

  /** An error and the JSON pointer of its string. */
  public record Located(String pointer, TemplateProblem fault) {}

  /** Returns every error that prevents publication. */
  public List<Located> faults(Vocabulary vocabulary) {
    List<Located> found = new ArrayList<>();
    collect(document, "", vocabulary, found);
    return found;
  }

  /**
   * Returns the rendered document.
   *
   * @throws TemplateException if the author has to fix something
   */
  public @Nullable Object render(Map<String, ?> data) {
    return render(new Rendering(data, false));
  }

  /** Fills in the document as one of several templates that share data and work. */
  public @Nullable Object render(Rendering rendering) {
    return rendered(document, rendering);
  }

  private static void collect(
      @Nullable Object value, String pointer, Vocabulary vocabulary, List<Located> found) {
    switch (value) {
      case String text ->
          new Template(text)
              .faults(vocabulary)
              .forEach(fault -> found.add(new Located(pointer, fault)));
      case Map<?, ?> map ->
          map.forEach(
              (name, held) -> collect(held, pointer + "/" + escaped(name), vocabulary, found));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          collect(list.get(i), pointer + "/" + i, vocabulary, found);
        }
      }
      case null, default -> {}
    }
  }

  private static @Nullable Object rendered(@Nullable Object value, Rendering rendering) {
    return switch (value) {
      case String text -> new Template(text).renderValue(rendering);
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, held) -> copy.put(String.valueOf(name), rendered(held, rendering)));
        yield copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(held -> copy.add(rendered(held, rendering)));
        yield copy;
      }
      case null, default -> value;
    };
  }

  private static String escaped(Object name) {
    return String.valueOf(name).replace("~", "~0").replace("/", "~1");
  }
}
