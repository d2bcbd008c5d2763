package dev.parley.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.template.value.TemplateException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates that were once publishable keep working although they are rejected now. */
class LenientTemplatesTest {
  private static final Map<String, Object> DATA =
      Map.of(
          "labels",
          List.of("VIP", "Late"),
          "mixed",
          List.of("b", 2, Map.of("name", "n")),
          "rows",
          List.of(Map.of("name", "n")),
          "count",
          "5",
          "number",
          5);

  private static String strict(Template template) {
    return template.render(new Rendering(DATA, false), Place.TEXT, Template.MAX_OUTPUT);
  }

  private static String lenient(Template template) {
    return template.render(new Rendering(DATA, true), Place.TEXT, Template.MAX_OUTPUT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        "{{ labels | concat: none | join: '+' }} > VIP+Late",
        "{{ labels | map: 'name' | size }} > 2",
        "{{ mixed | sort | first }} > 2",
        "{{ 'abc' | truncate: none }} > abc",
        "{{ 'a b' | truncatewords: none }} > a b",
        "{{ number | where: 'name' | size }} > 0",
        "{% for l in labels limit: 'all' %}{{ l }}{% endfor %} > VIPLate",
        "{{ rows.0.name }}x > x",
        "{% comment %}a {% comment %} b{% endcomment %}x > x",
        "{% comment %}{% if {% endcomment %}x > x",
        "{{ '2027-02-03' | date: '%Y%Q' }} > 2027",
      })
  void itRendersAsItDid(String source, String meant) {
    Template template = new Template(source);
    assertThat(lenient(template)).isEqualTo(meant);
    assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> strict(template));
  }

  @Test
  void aTextIsComparedWithANumberAsOne() {
    Template more = new Template("{% if count > 3 %}yes{% else %}no{% endif %}");
    assertThat(lenient(more)).isEqualTo("yes");
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> strict(more))
        .satisfies(e -> assertThat(e.code()).isEqualTo("template-comparison"));
  }

  @Test
  void theBoundOnWorkHoldsForAll() {
    Template bomb =
        new Template(
            "{% assign t = 'ab' %}{% for i in (1..15) %}{% assign t = t | append: t %}{% endfor %}"
                + "{% for i in (1..900) %}{% assign t = t | upcase %}{% endfor %}");
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> lenient(bomb))
        .satisfies(e -> assertThat(e.code()).isEqualTo("template-too-much-work"));
  }
}
