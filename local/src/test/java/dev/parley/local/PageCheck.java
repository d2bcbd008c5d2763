package dev.parley.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares what a page names with the repository: the targets of its links, files, tests, commands
 * with their options, settings and operations.
 */
final class PageCheck {
  private static final Path ROOT = Checkout.root();

  private static final Pattern PATH = Pattern.compile("(\\./)?[\\w.@-]+(/[\\w.@-]+)+/?");
  private static final Pattern FILE = Pattern.compile("[\\w.-]+\\.(java|ts|tsx|mjs|sql|sh)");
  private static final Pattern TEST = Pattern.compile("\\b[A-Z]\\w+(?:Test|IT)\\b");
  private static final Pattern SETTING = Pattern.compile("\\bPARLEY_[A-Z0-9_]+\\b");
  private static final Pattern OPERATION =
      Pattern.compile("\\b(GET|POST|PUT|PATCH|DELETE) /api/v1(/[\\w{}/-]*)");

  /** The parts of a command line, each of which must name something that exists. */
  private static final Pattern START_OPTION = Pattern.compile("(?m)\\./start +(--[a-z-]+)");

  private static final Pattern SCRIPT = Pattern.compile("\\bnpm run ([\\w:-]+)");
  private static final Pattern JOURNEY = Pattern.compile("playwright test ([a-z]\\w*)");
  private static final Pattern MODULE = Pattern.compile("\\./mvnw.* -pl +([\\w:,/-]+)");
  private static final Pattern NAMED_TEST = Pattern.compile("-D(?:it\\.)?test='?([\\w*,#]+)");
  private static final Pattern PROFILE = Pattern.compile("\\./mvnw.* -P *([\\w-]+)");

  /** Made by a script, and ignored by Git. */
  private static final String MADE_SECRETS = "deploy/secrets/";

  /** Named by commands to run no test at all. */
  private static final String NO_TEST = "None";

  private static final Set<String> TOP =
      Stream.concat(
              Sources.all().stream()
                  .filter(file -> file.getNameCount() > 1)
                  .map(file -> file.getName(0).toString()),
              Stream.of("docs"))
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> NAMES =
      Sources.all().stream()
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> SETTINGS = knownSettings();

  private final Page page;
  private final List<String> found = new ArrayList<>();

  private PageCheck(Page page) {
    this.page = page;
  }

  /** Returns what the page names and the repository does not have, a line for each. */
  static List<String> missing(Page page) {
    var check = new PageCheck(page);
    check.links();
    check.files();
    check.tests();
    check.settings();
    check.operations();
    check.commands();
    return check.found;
  }

  private void unless(boolean exists, String what, String name) {
    if (!exists) {
      found.add("%s: there is no %s %s".formatted(page, what, name));
    }
  }

  private void links() {
    for (var reference : page.references()) {
      var target = reference.target();
      if (target.matches("[a-z]+:.*")) {
        continue;
      }
      var parts = target.split("#", 2);
      var file =
          parts[0].isEmpty() ? page.path() : page.path().resolveSibling(parts[0]).normalize();
      unless(Files.exists(ROOT.resolve(file)), "file behind the link", target);
      if (parts.length == 2 && Files.exists(ROOT.resolve(file))) {
        var anchors = parts[0].isEmpty() ? page.anchors() : Page.read(file).anchors();
        unless(anchors.contains(parts[1]), "heading behind the link", target);
      }
      var name = String.valueOf(file.getFileName());
      if (name.endsWith(".java")) {
        unless(
            name.equals(reference.label() + ".java"),
            "class %s behind the link".formatted(reference.label()),
            target);
      }
    }
  }

  private void files() {
    for (var code : page.codes()) {
      if (FILE.matcher(code).matches()) {
        unless(NAMES.contains(code), "file", code);
      } else if (PATH.matcher(code).matches()) {
        path(code.replaceFirst("^\\./", ""));
      }
    }
  }

  private void path(String path) {
    var parts = List.of(path.split("/", -1));
    if (parts.contains("target") || path.startsWith(MADE_SECRETS)) {
      return;
    }
    if (TOP.contains(parts.getFirst()) || FILE.matcher(parts.getLast()).matches()) {
      unless(Files.exists(ROOT.resolve(path)), "file", path);
    }
  }

  private void tests() {
    for (var code : page.codes()) {
      all(TEST, code).forEach(test -> unless(isClass(test.group()), "test", test.group()));
    }
  }

  private void settings() {
    all(SETTING, page.text())
        .forEach(name -> unless(SETTINGS.contains(name.group()), "setting", name.group()));
  }

  private void operations() {
    var paths =
        Operations.committed().stream()
            .map(operation -> operation.toString().replaceAll("\\{[^}]*}", "{}"))
            .collect(Collectors.toSet());
    all(OPERATION, page.text())
        .map(match ->
            match.group(1)
                + " "
                + match.group(2).replaceAll("/$", "").replaceAll("\\{[^}]*}", "{}"))
        .forEach(operation -> unless(paths.contains(operation), "operation", operation));
  }

  private void commands() {
    var text = page.text();
    var options = Sources.text(Path.of("start"));
    all(START_OPTION, text)
        .forEach(
            match -> unless(options.contains(" " + match.group(1) + ")"), "option", match.group()));
    var scripts = scripts();
    all(SCRIPT, text)
        .forEach(match -> unless(scripts.contains(match.group(1)), "script", match.group()));
    all(JOURNEY, text)
        .forEach(
            match -> unless(NAMES.contains(match.group(1) + ".spec.ts"), "journey", match.group()));
    all(MODULE, text)
        .flatMap(match -> Arrays.stream(match.group(1).split(",", -1)))
        .forEach(module ->
            unless(Files.exists(ROOT.resolve(module).resolve("pom.xml")), "module", module));
    all(NAMED_TEST, text)
        .map(match -> match.group(1).replaceAll("#.*", ""))
        .filter(test -> !test.equals(NO_TEST))
        .forEach(test -> unless(isClass(test), "test", test));
    var poms =
        Sources.all().stream()
            .filter(file -> file.endsWith("pom.xml"))
            .map(Sources::text)
            .collect(Collectors.joining());
    all(PROFILE, text)
        .forEach(match ->
            unless(poms.contains("<id>" + match.group(1) + "</id>"), "profile", match.group(1)));
  }

  private static boolean isClass(String name) {
    return NAMES.contains(name + ".java");
  }

  private static Set<String> scripts() {
    return new TreeSet<>(
        JsonMapper.shared()
            .readTree(Sources.text(Path.of("ui/package.json")))
            .path("scripts")
            .propertyNames());
  }

  private static Set<String> knownSettings() {
    return Sources.code()
        .filter(file -> !file.endsWith("PagesTest.java"))
        .map(Sources::text)
        .flatMap(text -> all(SETTING, text).map(MatchResult::group))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<MatchResult> all(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }
}
