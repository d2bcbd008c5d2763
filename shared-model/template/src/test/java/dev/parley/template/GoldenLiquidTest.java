package dev.parley.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.template.filter.LiquidFilters;
import dev.parley.template.syntax.LiquidParser;
import dev.parley.template.value.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the public Liquid test suite, golden-liquid, as far as docs/templates.md covers the
 * language: every accepted template renders as the suite says, and every rejected one is listed
 * there.
 */
class GoldenLiquidTest {
  private static final Path SUITE = Path.of("../../../shared/data/golden_liquid.json");
  private static final Path PAGE = Path.of("../../docs/decisions/0018-templates.md");

  /** The list of rejected templates stays short enough to read. */
  private static final int MOST_REFUSED = 40;

  private static final Pattern TAG = Pattern.compile("\\{%-?\\s*(\\w+|#)");
  private static final Pattern FILTER = Pattern.compile("\\|\\s*([a-z_0-9]+)");

  private static final Map<String, JsonNode> VALID = new LinkedHashMap<>();
  private static final Map<String, JsonNode> INVALID = new LinkedHashMap<>();

  @BeforeAll
  static void read() throws IOException {
    assumeTrue(Files.exists(SUITE), "the suite is not beside this project");
    for (JsonNode test : JsonMapper.shared().readTree(SUITE.toFile()).get("tests")) {
      if (isOffered(test)) {
        boolean invalid = test.path("invalid").asBoolean(false);
        (invalid ? INVALID : VALID).put(test.get("name").asString(), test);
      }
    }
  }

  /**
   * Unsupported tags and filters are reported by name, as is every template that includes another.
   */
  private static boolean isOffered(JsonNode test) {
    String source = test.get("template").asString();
    return !test.has("templates")
        && known(TAG, source, LiquidParser.TAGS)
        && known(FILTER, source, LiquidFilters.names());
  }

  /** Unknown names are part of the test. */
  private static boolean known(Pattern pattern, String source, Set<String> offered) {
    return pattern
        .matcher(source)
        .results()
        .map(match -> match.group(1))
        .allMatch(name -> offered.contains(name) || !OTHERS.contains(name));
  }

  /** Parts of Liquid that templates do not support. */
  private static final Set<String> OTHERS =
      Set.of(
          "#",
          "cycle",
          "decrement",
          "doc",
          "echo",
          "enddoc",
          "ifchanged",
          "endifchanged",
          "include",
          "increment",
          "inline",
          "layout",
          "liquid",
          "render",
          "tablerow",
          "endtablerow");

  @SuppressWarnings("unchecked")
  private static @Nullable String rendered(JsonNode test) {
    Map<String, Object> data =
        test.path("data").isObject()
            ? JsonMapper.shared().convertValue(test.get("data"), Map.class)
            : Map.of();
    try {
      return new Template(test.get("template").asString()).render(data, Place.TEXT);
    } catch (TemplateException e) {
      return null;
    }
  }

  private static Set<String> meant(JsonNode test) {
    Set<String> meant = new HashSet<>();
    if (test.has("result")) {
      meant.add(test.get("result").asString());
    }
    test.path("results").forEach(result -> meant.add(result.asString()));
    return meant;
  }

  /** Returns the names in the page's list, without their descriptions. */
  private static Set<String> listed() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| `") && line.contains("` |"))
        .map(line -> line.substring(3, line.indexOf("` |")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void acceptedTemplatesRenderAsInLiquid() {
    List<String> different = new ArrayList<>();
    VALID.forEach((name, test) -> {
      String rendered = rendered(test);
      if (rendered != null && !meant(test).contains(rendered)) {
        different.add(name + ": " + rendered + " instead of " + meant(test));
      }
    });
    assertThat(different).isEmpty();
    assertThat(VALID).hasSizeGreaterThan(780);
  }

  @Test
  void rejectedTemplatesAreDocumented() throws IOException {
    Set<String> refused = new TreeSet<>();
    VALID.forEach((name, test) -> {
      if (rendered(test) == null) {
        refused.add(name);
      }
    });
    assertThat(refused).isEqualTo(listed()).hasSizeLessThanOrEqualTo(MOST_REFUSED);
  }

  @Test
  void invalidInputIsRejected() {
    List<String> accepted = new ArrayList<>();
    INVALID.forEach((name, test) -> {
      if (rendered(test) != null) {
        accepted.add(name);
      }
    });
    assertThat(accepted).isEmpty();
    assertThat(INVALID).hasSizeGreaterThan(115);
  }
}
