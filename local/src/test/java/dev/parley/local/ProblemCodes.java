package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The codes of problems, as spelled in the source code. */
final class ProblemCodes {
  private static final Path ROOT = Checkout.root();

  /** Calls whose first string in kebab-case is a code. */
  private static final Pattern CALL =
      Pattern.compile(
          "(Refusal\\.(unreadable|conflict|of|unsound)|FieldError\\.at|new (FieldError|TextError|SkillFault|TemplateProblem|Refusal|TemplateException)"
              + "|Problem\\.(error|warning)|Reading\\.Unreadable"
              + "|faults\\.add"
              + "|problems\\.write"
              + "|\\b(fault|faultAt|refuse|answer|later|unreadable|problem|warning))\\(");

  /** In shared-model only: elsewhere, other things are added too. */
  private static final Pattern ADDED = Pattern.compile("\\badd\\(");

  /** Calls that take the name of a property and then a code. */
  private static final Pattern CHECK = Pattern.compile("\\b(that|wrong)\\(");

  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /** The packages that contain codes; schemas describe properties, not problems. */
  private static final Set<String> ROOMS =
      Set.of(
          "api/src/main/java/dev/parley/api",
          "shared-model/model/src/main/java/dev/parley/graph",
          "shared-model/model/src/main/java/dev/parley/node",
          "shared-model/template/src/main/java/dev/parley/template");

  private ProblemCodes() {}

  /** Returns each code with the files that contain it. */
  static SortedMap<String, Set<String>> inTheCode() {
    var found = new TreeMap<String, Set<String>>();
    for (var room : ROOMS) {
      try (var files = Files.walk(ROOT.resolve(room))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.toString().endsWith("Schema.java"))
            .forEach(file -> codes(file, found));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  private static void codes(Path file, Map<String, Set<String>> found) {
    try {
      var source = Files.readString(file);
      codes(CALL, source).map(List::getFirst).forEach(code -> told(code, file, found));
      if (file.startsWith(ROOT.resolve("shared-model"))) {
        codes(ADDED, source).map(List::getFirst).forEach(code -> told(code, file, found));
      }
      codes(CHECK, source).map(List::getLast).forEach(code -> told(code, file, found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void told(String code, Path file, Map<String, Set<String>> found) {
    found.computeIfAbsent(code, _ -> new TreeSet<>()).add(String.valueOf(file.getFileName()));
  }

  /** Returns, for each call, the strings that could be a code. */
  private static Stream<List<String>> codes(Pattern calls, String source) {
    return calls
        .matcher(source)
        .results()
        .map(call ->
            TEXT.matcher(arguments(source, call.end()))
                .results()
                .map(text -> text.group(1))
                .filter(text -> CODE.matcher(text).matches())
                .toList())
        .filter(codes -> !codes.isEmpty());
  }

  /** Returns the text between the parentheses of a call. */
  private static String arguments(String source, int begin) {
    var depth = 1;
    var inText = false;
    for (int i = begin; i < source.length(); i++) {
      var c = source.charAt(i);
      if (inText && c == '\\') {
        i++;
      } else if (c == '"') {
        inText = !inText;
      } else if (!inText) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      }
      if (depth == 0) {
        return source.substring(begin, i);
      }
    }
    throw new IllegalStateException("a call without an end");
  }

  /** Returns the codes in the tables below a heading of a page. */
  static Set<String> onThePage(String page, String heading) {
    try {
      var text = Files.readString(ROOT.resolve("docs").resolve(page));
      var begin = text.indexOf("\n## " + heading + "\n");
      var end = text.indexOf("\n## ", begin + 4);
      var found = new TreeSet<String>();
      text.substring(begin, end < 0 ? text.length() : end)
          .lines()
          .filter(line -> line.startsWith("| `"))
          .flatMap(line -> Arrays.stream(line.split("\\|", -1)[1].split("`", -1)))
          .filter(part -> CODE.matcher(part).matches())
          .forEach(found::add);
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
