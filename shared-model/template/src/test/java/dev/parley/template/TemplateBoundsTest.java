package dev.parley.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.template.syntax.TemplateProblem;
import dev.parley.template.value.TemplateException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Malicious templates end with a reason, and soon. */
class TemplateBoundsTest {
  private static final Map<String, Object> DATA =
      Map.of(
          "big", new BigDecimal("1e999999999"),
          "many", List.of(new BigDecimal("1e999999999"), new BigDecimal("1e-999999999")),
          "digits", new BigInteger("9".repeat(900)),
          "text", "a".repeat(20_000),
          "long", Collections.nCopies(5_000, "x"));

  private static String failure(String source) {
    try {
      new Template(source).render(DATA, Place.TEXT);
      return "none";
    } catch (TemplateException e) {
      return e.code();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{% for i in (1..2000) %}x{% endfor %} | template-too-many-iterations",
        "{% for i in (1..2000000000) %}{% endfor %} | template-too-many-iterations",
        "{% for i in (1..40) %}{% for j in (1..40) %}{% endfor %}{% endfor %} | template-too-many-iterations",
        "{% for i in long %}{% endfor %} | template-too-many-iterations",
        "{% for i in (1..900) %}{{ text }}{% endfor %} | template-output-too-long",
        "{% assign s = 'ab' %}{% for i in (1..900) %}{% assign s = s @ append: s %}{% endfor %} | template-filter",
        "{% assign s = 'ab' %}{% for i in (1..900) %}{% assign s = s @ prepend: s %}{% endfor %} | template-filter",
        "{% assign s = 'a' %}{% for i in (1..900) %}{% assign s = s @ replace: 'a', 'aa' %}{% endfor %} | template-too-much-work",
        "{% assign s = text @ replace: 'a', text %} | template-filter",
        "{% assign s = '&' %}{% for i in (1..900) %}{% assign s = s @ escape @ append: s %}{% endfor %} | template-filter",
        "{% assign s = '%' %}{% for i in (1..900) %}{% assign s = s @ url_encode @ append: s %}{% endfor %} | template-filter",
        "{% assign s = 'a,b' %}{% for i in (1..900) %}{% assign s = s @ split: ',' @ join: s %}{% endfor %} | template-filter",
        "{% assign l = 'a,b' @ split: ',' %}{% for i in (1..900) %}{% assign l = l @ concat: l %}{% endfor %} | template-filter",
        "{% assign s = 'a' %}{% for i in (1..900) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %} | template-output-too-long",
        "{% assign s = 'a' %}{% for i in (1..900) %}{% assign s = s @ json @ json %}{% endfor %} | none",
        "{% assign n = 9 %}{% for i in (1..900) %}{% assign n = n @ times: n %}{% endfor %} | template-number",
        "{% assign n = 0.1 %}{% for i in (1..900) %}{% assign n = n @ times: n %}{% endfor %} | template-number",
        "{% for i in (1..900) %}{% assign s = text @ downcase @ upcase @ downcase @ upcase %}{% endfor %} | template-too-much-work",
        "{{ 1 @ round: 2000000000 }} | none",
        "{{ text @ truncate: 2000000000 @ size }} | none",
        "{{ text @ truncate: -5 @ size }} | none",
        "{{ big @ plus: 1 }}{{ big @ times: big }}{{ big @ floor }}{{ big @ round }} | none",
        "{% if big > 1 %}{% endif %}{% if big == big %}{% endif %}{% if many contains 1 %}{% endif %} | none",
        "{{ big }}{{ many }}{{ digits @ plus: 1 }} | none",
        "{{ many @ sort @ json }} | template-filter",
        "{{ 99999999999999999999999999 @ plus: 1 }} | none",
        "{% case big %}{% when 1 %}{% endcase %} | none",
        "{{ 'now' @ date: '%99999999Y' }} | template-filter",
      })
  void aBombIsDefused(String source, String outcome) {
    assertThat(failure(source.replace('@', '|'))).isEqualTo(outcome);
  }

  @Test
  void theOutputLimitIsTheCallers() {
    Template template = new Template("{{ text }}");
    assertThat(template.render(DATA, Place.TEXT)).hasSize(20_000);
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> template.render(DATA, Place.TEXT, 19_999))
        .satisfies(e -> assertThat(e.code()).isEqualTo("template-output-too-long"));
    assertThat(new Template("{{ text }}{{ text }}").render(DATA, Place.TEXT, 40_000))
        .hasSize(40_000);
  }

  @Test
  void deepNestingIsRefusedBeforeItIsParsed() {
    for (String source :
        List.of(
            "{% if a %}".repeat(700) + "{% endif %}".repeat(700),
            "{% for a in b %}".repeat(300) + "{% endfor %}".repeat(300),
            "{% if " + "(".repeat(5_000) + "a" + ")".repeat(5_000) + " %}{% endif %}",
            "{{ " + "a[".repeat(3_000) + "0" + "]".repeat(3_000) + " }}",
            "{% if " + "a or ".repeat(3_000) + "a %}{% endif %}")) {
      assertThat(failure(source)).isEqualTo("template-too-complex");
      assertThat(new Template(source).faults(Vocabulary.EMPTY.open("a").open("b")))
          .extracting(TemplateProblem::code)
          .contains("template-too-complex");
    }
  }

  @Test
  void theLargestAllowedShapesStillWork() {
    String nested = "{% if a %}".repeat(20) + "x" + "{% endif %}".repeat(20);
    String alternatives = "{% if " + "b or ".repeat(390) + "a %}y{% endif %}";
    String brackets = "{% if " + "(".repeat(10) + "a" + ")".repeat(10) + " %}z{% endif %}";
    String filters = "{{ a " + "| upcase ".repeat(200) + "}}";
    Map<String, Object> data = Map.of("a", "v");
    assertThat(new Template(nested + alternatives + brackets + filters).render(data, Place.TEXT))
        .isEqualTo("xyzV");
  }

  @Test
  void noMessageQuotesTheData() {
    Map<String, Object> data =
        Map.of("secret", "hunter2\n", "list", List.of("hunter2", 1, Map.of()), "zero", 0);
    for (String source :
        List.of(
            "{{ list | sort | first | divided_by: zero }}",
            "{{ secret | divided_by: zero }}",
            "{{ secret }}",
            "{% for i in (1..secret) %}{% endfor %}{{ secret }}",
            "{{ secret | truncate: secret, secret, secret }}")) {
      assertThatExceptionOfType(TemplateException.class)
          .isThrownBy(() -> new Template(source).render(data, Place.HEADER))
          .satisfies(e -> {
            assertThat(e).hasNoCause();
            assertThat(e.getMessage()).doesNotContain("hunter");
          });
    }
  }
}
