package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The examples on a documentation page: blocks marked as runnable, with their expected answers. */
final class Examples {
  /** Matches a value that differs each time. */
  private static final String ANYTHING = "…";

  private static final Pattern RUN =
      Pattern.compile("(?ms)^```(\\w+) run\\n(.*?)^```\\n(?:```json answer\\n(.*?)^```$)?");

  private final Path page;

  Examples(String page) {
    this.page = Checkout.root().resolve("docs").resolve(page);
  }

  /** One example, with its first line. */
  record Example(int line, String language, String code, String answer) {
    @Override
    public String toString() {
      return "line " + line + ", " + language;
    }
  }

  List<Example> all() {
    try {
      var text = Files.readString(page);
      var found = new ArrayList<Example>();
      for (var match = RUN.matcher(text); match.find(); ) {
        var line = (int) text.substring(0, match.start()).lines().count() + 1;
        var answer = match.group(3) == null ? "" : match.group(3);
        found.add(new Example(line, match.group(1), match.group(2), answer));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs an example as its reader would; returns its output. */
  static String run(Example example, Map<String, String> environment) {
    return switch (example.language()) {
      case "sh" ->
          Tools.run(Checkout.root(), environment, "bash", "-euc", example.code()).orThrow();
      case "python" ->
          Tools.run(
                  Checkout.root(),
                  environment,
                  Tools.python().resolve("python").toString(),
                  "-c",
                  example.code())
              .orThrow();
      case "javascript" ->
          Tools.run(
                  Tools.node(),
                  environment,
                  "node",
                  "--input-type=module",
                  "--eval",
                  example.code())
              .orThrow();
      default ->
          throw new IllegalArgumentException(example + " (expected: sh, python, javascript)");
    };
  }

  /** Returns true if an answer has the structure and values that the page shows. */
  static boolean shows(JsonNode shown, JsonNode told) {
    if (shown.isString() && shown.stringValue().equals(ANYTHING)) {
      return !told.isMissingNode() && !told.isNull();
    }
    if (shown.isObject()) {
      return told.isObject()
          && List.copyOf(shown.propertyNames()).containsAll(told.propertyNames())
          && shown.propertyStream().allMatch(one -> shows(one.getValue(), told.path(one.getKey())));
    }
    if (shown.isArray()) {
      return told.isArray()
          && shown.size() == told.size()
          && java.util.stream.IntStream.range(0, shown.size())
              .allMatch(i -> shows(shown.path(i), told.path(i)));
    }
    return shown.equals(told);
  }
}
