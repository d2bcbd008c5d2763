package dev.parley.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.template.filter.LiquidFilter;
import dev.parley.template.filter.LiquidFilters;
import dev.parley.template.value.TemplateException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No combination of template and text takes more than a second of one core, or unbounded memory.
 */
class TemplateWorkTest {
  private static final Duration MOST = Duration.ofSeconds(1);
  private static final long MOST_BYTES = 1L << 30;
  private static final int[] LENGTHS = {4_096, 100_000};

  private static final List<String> UNITS =
      List.of(
          "a",
          "ab",
          "a,",
          " ",
          "\n",
          "\r\n",
          "<",
          "<script>",
          "&",
          "%41",
          "9",
          "1 ",
          "=",
          "ß",
          "é",
          "e\u0301",
          "\u0301\u0323",
          "😀",
          "👩‍",
          "🇩🇪",
          "한",
          "\u1112\u1161\u11ab",
          "\ufdfa",
          "İ",
          "\ud83d",
          "2027-02-03 ",
          "\"\\");

  /** Expressions over the text t, its half h with another ending, and lists. */
  private static final List<String> ARGUMENTS =
      List.of(
          "t",
          "h",
          "u",
          "''",
          "'a'",
          "' '",
          "1",
          "99999",
          "-3",
          "list",
          "deep",
          "nil",
          "'%c%N%099d'");

  private static final List<String> FILTERS = List.copyOf(new TreeSet<>(LiquidFilters.names()));

  private static Map<String, Object> data(String unit, int length) {
    String text = unit.repeat(length / unit.length() + 1).substring(0, length);
    Random random = new Random(length);
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      list.add(i % 3 == 0 ? text : i % 3 == 1 ? (Object) random.nextInt() : unit + i);
    }
    Object deep = text;
    for (int i = 0; i < 500; i++) {
      deep = i % 2 == 0 ? List.of(deep, i) : new TreeMap<>(Map.of("a", deep, unit + "!", i));
    }
    return Map.of(
        "t",
        text,
        "h",
        text.substring(0, length / 2) + "!",
        "u",
        unit,
        "list",
        list,
        "texts",
        Collections.nCopies(9_000, text),
        "deep",
        deep);
  }

  private static void isSoonDone(String source, Map<String, Object> data) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    try {
      new Template(source).render(data, Place.TEXT);
    } catch (TemplateException e) {
      assertThat(e.code()).startsWith("template-");
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - bytes).as(source).isLessThan(MOST_BYTES);
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before))
        .as(source)
        .isLessThan(MOST);
  }

  @Provide
  Arbitrary<String> uses() {
    Arbitrary<String> arguments = Arbitraries.of(ARGUMENTS);
    return Combinators.combine(Arbitraries.of(FILTERS), arguments.list().ofMinSize(0).ofMaxSize(2))
        .as((filter, given) -> {
          LiquidFilter known = LiquidFilters.named(filter);
          List<String> fitting = new ArrayList<>(given);
          while (fitting.size() < known.least()) {
            fitting.add("h");
          }
          while (fitting.size() > known.most()) {
            fitting.removeLast();
          }
          return filter + (fitting.isEmpty() ? "" : ": " + String.join(", ", fitting));
        });
  }

  @Provide
  Arbitrary<String> templates() {
    Arbitrary<String> values = Arbitraries.of("t", "h", "list", "texts", "deep", "x");
    return Combinators.combine(
            values, Arbitraries.lazy(this::uses).list().ofMinSize(1).ofMaxSize(4), values)
        .as((value, filters, other) ->
            "{% assign x = t %}{% for i in (1..300) %}{% assign x = "
                + value
                + " | "
                + String.join(" | ", filters)
                + " %}{% if x contains "
                + other
                + " or x == "
                + other
                + " %}y{% endif %}{% endfor %}");
  }

  @Provide
  Arbitrary<String> units() {
    return Arbitraries.of(UNITS);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void filtersInLoopsAreSoonDone(
      @ForAll("templates") String template, @ForAll("units") String unit) {
    for (int length : LENGTHS) {
      isSoonDone(template, data(unit, length));
    }
  }

  @Test
  void eachFilterIsSoonDoneWithEachText() {
    for (String unit : UNITS) {
      for (int length : LENGTHS) {
        Map<String, Object> data = data(unit, length);
        for (String filter : FILTERS) {
          int least = LiquidFilters.named(filter).least();
          String arguments = least == 0 ? "" : least == 1 ? ": h" : ": h, t";
          String use = "t | " + filter + arguments;
          isSoonDone("{% for i in (1..3) %}{% assign x = " + use + " %}{% endfor %}", data);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for i in (1..900) %}{% if t contains h %}{% endif %}{% endfor %}",
        "{% for i in (1..900) %}{% if texts contains h %}{% endif %}{% endfor %}",
        "{% for i in (1..900) %}{% if deep == deep %}{% endif %}{% endfor %}",
        "{% for i in (1..900) %}{% case deep %}{% when deep %}{% endcase %}{% endfor %}",
        "{% for i in (1..900) %}{% for x in list limit: 1 %}{% endfor %}{% endfor %}",
        "{% for i in (1..900) %}{% capture c %}{{ t }}{{ deep }}{% endcapture %}{% endfor %}",
        "{% for i in (1..900) %}{% assign x = texts | sort | uniq %}{% endfor %}",
        "{% for i in (1..900) %}{% assign x = texts | sort_natural %}{% endfor %}",
        "{% for i in (1..900) %}{% assign x = t | split: '' | join: '' %}{% endfor %}",
        "{% for i in (1..900) %}{% assign x = 'now' | date: '%c%c%c%c%c%c%c%c' %}{% endfor %}",
        "{% for i in (1..900) %}{% assign x = (1..9999) | reverse | join %}{% endfor %}",
      })
  void repeatedTextsAreFast(String template) {
    for (String unit : List.of("a", "1 ", "ß", "e\u0301", "😀")) {
      isSoonDone(template, data(unit, 100_000));
    }
  }

  @Test
  void searchingForALongTextIsNoWork() {
    Map<String, Object> data = data("a", 100_000);
    assertThat(
            new Template("{{ t | remove: h | replace: h, 'b' | remove_last: h | size }}")
                .render(data, Place.TEXT))
        .isEqualTo("100000");
  }
}
