package dev.parley.template;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.template.syntax.LiquidScan;
import dev.parley.template.syntax.LiquidScan.Kind;
import dev.parley.template.syntax.LiquidScan.Piece;
import dev.parley.template.syntax.TemplateProblem;
import dev.parley.template.value.TemplateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Text with output tags, written in Liquid: {@code Thanks, {{ contact.name }}!}. In JSON it is the
 * plain string. An instance may hold an invalid template; {@link #faults} reports its errors.
 *
 * <p>Rendering takes maps, lists, strings, numbers, booleans, {@link java.time.ZonedDateTime} and
 * null. It is bounded in work, iterations and output, needs no clean-up and is safe for concurrent
 * use.
 */
public record Template(@JsonValue String source) {

  /** The maximum length of a template, in bytes of UTF-8. */
  public static final int MAX_BYTES = 16 * 1024;

  /** The default maximum length of rendered text, in characters. */
  public static final int MAX_OUTPUT = 20_000;

  /** The default maximum length of a rendered body, in characters. */
  public static final int MAX_BODY = 100_000;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Template {
    Objects.requireNonNull(source, "source");
  }

  /** Returns every error that prevents publication, in reading order. */
  public List<TemplateProblem> faults(Vocabulary vocabulary) {
    return LiquidCheck.faults(source, vocabulary);
  }

  /**
   * Returns the errors in a known place: the literal text of a header must not contain a line
   * break.
   */
  public List<TemplateProblem> faults(Vocabulary vocabulary, Place place) {
    List<TemplateProblem> faults = new ArrayList<>(faults(vocabulary));
    if (place == Place.HEADER) {
      faults.addAll(lineBreaks());
    }
    return List.copyOf(faults);
  }

  /** Returns the errors of a request body: JSON must be valid around its output tags. */
  public List<TemplateProblem> bodyFaults(Vocabulary vocabulary, @Nullable String contentType) {
    return LiquidBody.faults(source, vocabulary, contentType);
  }

  /** Returns true if it has neither variables nor tags, so that it needs no data. */
  public boolean isPlain() {
    return !source.contains("{{") && !source.contains("{%");
  }

  /**
   * Renders at most {@link #MAX_OUTPUT} characters.
   *
   * @throws TemplateException if the author has to fix something
   */
  public String render(Map<String, ?> data, Place place) {
    return render(data, place, MAX_OUTPUT);
  }

  /** Renders with another limit to the length of the result, in characters. */
  public String render(Map<String, ?> data, Place place, int limit) {
    return render(new Rendering(data, false), place, limit);
  }

  /** Fills in the template as one of several that share data and work. */
  public String render(Rendering rendering, Place place, int limit) {
    return LiquidRender.render(source, rendering, LiquidTarget.of(place, limit));
  }

  /**
   * Returns the value itself if the template is exactly one output tag (a number stays a number, a
   * list a list, absent is null), otherwise the rendered text.
   */
  public @Nullable Object renderValue(Map<String, ?> data) {
    return renderValue(new Rendering(data, false));
  }

  @Nullable Object renderValue(Rendering rendering) {
    return isOneGap()
        ? LiquidRender.value(source, rendering)
        : render(rendering, Place.TEXT, MAX_OUTPUT);
  }

  /** Returns true if a body is JSON, by its content type or, without one, by its appearance. */
  public boolean isJsonBody(@Nullable String contentType) {
    return LiquidBody.isJson(source, contentType);
  }

  /**
   * Renders a request body. A JSON body stays valid JSON whatever the values are: an output tag
   * inside a string is escaped; one outside, or one that is the whole string, becomes a JSON value
   * of its own type, null if absent.
   */
  public String renderBody(Map<String, ?> data, @Nullable String contentType) {
    return renderBody(data, contentType, MAX_BODY);
  }

  /** Renders a body with another limit to the length of the result, in characters. */
  public String renderBody(Map<String, ?> data, @Nullable String contentType, int limit) {
    return LiquidBody.render(source, new Rendering(data, false), contentType, limit);
  }

  /** Fills in the body as one of several templates that share data and work. */
  public String renderBody(Rendering rendering, @Nullable String contentType) {
    return LiquidBody.render(source, rendering, contentType, MAX_BODY);
  }

  static boolean isTooLong(String source) {
    return source.length() > MAX_BYTES
        || source.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
  }

  static String tooLong(String source) {
    return "The template is %,d bytes long; at most %,d are allowed."
        .formatted(source.getBytes(StandardCharsets.UTF_8).length, MAX_BYTES);
  }

  private boolean isOneGap() {
    LiquidScan scan = new LiquidScan(source);
    List<Piece> told =
        scan.pieces().stream()
            .filter(piece -> piece.kind() != Kind.TEXT || !scan.text(piece).isBlank())
            .toList();
    return told.size() == 1 && told.getFirst().kind() == Kind.OUTPUT;
  }

  private List<TemplateProblem> lineBreaks() {
    LiquidScan scan = new LiquidScan(source);
    return scan.pieces().stream()
        .filter(piece -> piece.kind() == Kind.TEXT && scan.text(piece).matches("(?s).*[\\r\\n].*"))
        .map(piece ->
            scan.faultAt(
                "template-line-break", "A header cannot contain a line break.", piece.start()))
        .toList();
  }
}
