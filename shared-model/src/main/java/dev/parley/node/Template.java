package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Text with gaps, written in Liquid: {@code Thanks, {{ contact.name }}!}. In JSON it is the plain
 * string. It is only a value: holding one does not mean it can be read, {@link #faults} says so.
 */
public record Template(@JsonValue String source) {

  /** No template is longer, counted in bytes of UTF-8. */
  public static final int MAX_BYTES = 16 * 1024;

  /** No rendered text is longer unless the caller says so, in characters. */
  public static final int MAX_OUTPUT = 20_000;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Template {
    Objects.requireNonNull(source, "source");
  }

  /**
   * Something in a template that its author has to change.
   *
   * @param code stable, kebab-case
   * @param message a sentence for the author
   * @param line counted from 1
   * @param column counted from 1
   */
  public record Fault(String code, String message, int line, int column) {}

  /** Everything that keeps this template from being published, in reading order. */
  public List<Fault> faults(Vocabulary vocabulary) {
    return faults(vocabulary, Place.TEXT);
  }

  /** The same for a known place: a header's literal text must not hold a line break. */
  public List<Fault> faults(Vocabulary vocabulary, Place place) {
    return List.of();
  }

  /** The same for a request body; one that is JSON must be sound JSON around its gaps. */
  public List<Fault> bodyFaults(Vocabulary vocabulary, @Nullable String contentType) {
    return List.of();
  }

  /**
   * Fills the gaps. Data holds only maps, lists, strings, numbers, truth values, {@link
   * java.time.ZonedDateTime} and null.
   *
   * @throws TemplateException when the author has to change something
   */
  public String render(Map<String, ?> data, Place place) {
    return render(data, place, MAX_OUTPUT);
  }

  /** The same with another limit to the length of the result, in characters. */
  public String render(Map<String, ?> data, Place place, int limit) {
    return source;
  }

  /**
   * The value itself when the template is exactly one gap (a number stays a number, a list a list,
   * absent is null), otherwise the rendered text.
   */
  public @Nullable Object renderValue(Map<String, ?> data) {
    return source;
  }

  /**
   * Whether the body is to be read as JSON: the content type says so or, without one, it looks so.
   */
  public boolean isJsonBody(@Nullable String contentType) {
    return false;
  }

  /** Fills the gaps of a request body; a JSON body always becomes valid JSON. */
  public String renderBody(Map<String, ?> data, @Nullable String contentType) {
    return source;
  }
}
