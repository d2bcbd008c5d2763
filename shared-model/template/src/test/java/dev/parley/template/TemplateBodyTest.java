package dev.parley.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.template.syntax.TemplateProblem;
import dev.parley.template.value.TemplateException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TemplateBodyTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Map<String, Object> DATA =
      Map.of(
          "name",
          "Sam \"S\" Ample\\\n",
          "evil",
          "\", \"admin\": true, \"x\": \"",
          "count",
          5,
          "labels",
          List.of("VIP", "Late"),
          "nested",
          Map.of("a", List.of(1, true)),
          "empty",
          List.of());
  private static final Vocabulary VOCABULARY =
      Vocabulary.EMPTY
          .open("name")
          .open("evil")
          .open("count")
          .open("labels")
          .open("nested")
          .open("x");

  private static String body(String source, @Nullable String contentType) {
    return new Template(source).renderBody(DATA, contentType);
  }

  private static JsonNode json(String source) {
    return JSON.readTree(body(source, "application/json"));
  }

  @Test
  void insideAStringAValueIsEscaped() {
    assertThat(json("{\"a\": \"Hi {{ name }}!\"}").get("a").asString())
        .isEqualTo("Hi Sam \"S\" Ample\\\n!");
    assertThat(json("{\"a\": \"<{{ evil }}>\"}").size()).isEqualTo(1);
    assertThat(json("{\"{{ evil }}\": 1}").propertyNames())
        .containsExactly(String.valueOf(DATA.get("evil")));
    assertThat(json("{\"a\": \"n={{ count }} l={{ labels }} x={{ absent }}\"}").get("a").asString())
        .isEqualTo("n=5 l=VIP, Late x=");
  }

  @Test
  void outsideStringsAValueIsJsonOfItsOwnType() {
    assertThat(
            json(
                "{\"a\": {{ name }}, \"b\": {{ count }}, \"c\": {{ labels }}, \"d\": {{ nested }}, \"e\": {{ absent }}}"))
        .isEqualTo(
            JSON.readTree(
                """
                {"a": "Sam \\"S\\" Ample\\\\\\n", "b": 5, "c": ["VIP", "Late"], "d": {"a": [1, true]}, "e": null}
                """));
  }

  @Test
  void aStringThatIsOnlyAGapTakesTheTypeOfItsValue() {
    assertThat(
            json(
                "{\"a\": \"{{ count }}\", \"b\": [\"{{ labels }}\", \"{{ absent }}\"], \"{{ name }}\" : \"{{ name }}\"}"))
        .isEqualTo(
            JSON.readTree(
                """
                {"a": 5, "b": [["VIP", "Late"], null], "Sam \\"S\\" Ample\\\\\\n": "Sam \\"S\\" Ample\\\\\\n"}
                """));
    assertThat(json("\"{{ count }}\"").intValue()).isEqualTo(5);
    assertThat(json("{\"a\": \"{{ count }}\" , \"b\": {{ count }}}").toString())
        .isEqualTo("{\"a\":5,\"b\":5}");
    assertThat(json("{\"a\": \"{{ count }} \"}").get("a").asString()).isEqualTo("5 ");
    assertThat(json("{\"a\": \"{{ count }}{{ count }}\"}").get("a").asString()).isEqualTo("55");
    assertThat(json("{\"a\": \"{{ count | append: '' }}\"}").get("a").asString()).isEqualTo("5");
    assertThat(json("{\"a\": \"\\\"{{ count }}\\\"\"}").get("a").asString()).isEqualTo("\"5\"");
  }

  @Test
  void aFilterThatMakesJsonIsNotEncodedTwice() {
    assertThat(json("{\"a\": {{ labels | json }}}").get("a").size()).isEqualTo(2);
    assertThat(json("{\"a\": {{ name | to_json }}}").get("a").asString())
        .isEqualTo(DATA.get("name"));
    assertThat(json("{\"a\": \"{{ labels | json }} as text\"}").get("a").asString())
        .isEqualTo("[\"VIP\",\"Late\"] as text");
  }

  @Test
  void quotesInAGapMayBeWrittenAsJsonDemands() {
    assertThat(
            json("{\"a\": \"{{ absent | default: \\\"none\\\" }}\", \"b\": \"\\u00fc \\\"{{ count }}\\\"\"}")
                .toString())
        .isEqualTo("{\"a\":\"none\",\"b\":\"ü \\\"5\\\"\"}");
    assertThat(json("{\"a\": \"{{ absent | default: \"none\" }}\"}").toString())
        .isEqualTo("{\"a\":\"none\"}");
  }

  @Test
  void blocksWorkAcrossABody() {
    assertThat(
            json("""
            {%- assign n = count -%}
            {"labels": [{% for l in labels %}"{{ l }}"{% unless forloop.last %},{% endunless %}{% endfor %}],
             {% if name %}"name": "{% if count > 3 %}{{ name }}{% endif %}",{% endif %}
             {% capture c %}<{{ evil }}>{% endcapture %}"captured": "x{{ c }}",
             "n": {{ n }}}
            """)
                .propertyNames())
        .containsExactly("labels", "name", "captured", "n");
    assertThat(
            json("[{% for l in labels %}{% if forloop.index > 1 %},{% endif %}{{ l }}{% endfor %}]")
                .size())
        .isEqualTo(2);
    assertThat(json("[{% for l in labels %}\"{{ l }}{% break %}{% endfor %}\"]").toString())
        .isEqualTo("[\"VIP\"]");
  }

  @Test
  void aBodyThatWouldNotBeJsonIsNotSent() {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(
            () -> body("{\"a\": [{% for l in labels %}{{ l }},{% endfor %}]}", "application/json"))
        .satisfies(e -> assertThat(e.code()).isEqualTo("template-body-json"))
        .withMessageNotContaining("VIP");
    assertThat(body("", "application/json")).isEmpty();
    assertThat(body("{% if absent %}{}{% endif %}", "application/json")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '`',
      value = {
        "{\"a\": 1} | - | true",
        "[{{ a }}] | - | true",
        "{% assign a = 1 %} {\"a\": {{ a }}} | - | true",
        "{% if a %}{}{% else %}{}{% endif %} | - | true",
        "{{ a }} | - | false",
        "[urgent] hello | - | false",
        "a=b | - | false",
        "{{ a }} | application/json; charset=utf-8 | true",
        "{{ a }} | application/merge-patch+JSON | true",
        "{\"a\": 1} | text/plain | false",
      })
  void aBodyIsJsonWhenItsTypeSaysSoOrItLooksSo(String source, @Nullable String type, boolean json) {
    assertThat(new Template(source).isJsonBody(type)).isEqualTo(json);
  }

  @Test
  void otherBodiesAreText() {
    assertThat(body("a={{ evil }}", "text/plain")).isEqualTo("a=\", \"admin\": true, \"x\": \"");
    assertThat(body("a={{ name }}&b={{ absent }}", "application/x-www-form-urlencoded"))
        .isEqualTo("a=Sam%20%22S%22%20Ample%5C%0A&b=");
    assertThat(body("{{ count }}", null)).isEqualTo("5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": \"{{ name }}\"}",
        "{\"a\": {{ name }}}",
        "[{% for l in labels %}{{ l }}{% unless forloop.last %},{% endunless %}{% endfor %}]",
        "[{% for l in labels %}{% if forloop.first == false %},{% endif %}{{ l }}{% endfor %}]",
        "{\"a\": {% if x %}\"{{ x }}\"{% else %}null{% endif %}}",
        "{% if x %}{\"a\": 1}{% elsif name %}{\"b\": 2}{% else %}[]{% endif %}",
        "{\"a\": {% case x %}{% when 1 %}1{% when 2 %}2{% else %}3{% endcase %}}",
        "{% assign y = x | split: \",\" %}{\"a\": {{ y }}}",
        "{\"a\": \"{{ x | default: \\\"none\\\" }}\"}",
      })
  void aSoundJsonBodyHasNoFaults(String source) {
    assertThat(new Template(source).bodyFaults(VOCABULARY, "application/json")).isEmpty();
  }

  @Test
  void aBrokenJsonBodyIsAFaultWithItsPlace() {
    assertThat(
            new Template("{\"a\": {{ name }},\n \"b\" {{ count }}}").bodyFaults(VOCABULARY, null))
        .singleElement()
        .satisfies(fault -> {
          assertThat(fault.code()).isEqualTo("template-body-json");
          assertThat(fault.line()).isEqualTo(2);
        });
    for (String source :
        List.of(
            "{\"a\": {{ name }}",
            "{\"a\": {{ name }} {{ count }}}",
            "{\"a\": -{{ count }}}",
            "{ {{ name }}: 1}",
            "{\"a\": \"{{ name }}}",
            "{'a': 1}",
            "{\"a\": 1,}",
            "not json",
            "{\"a\": 1} {\"b\": 2}",
            "{\"a\": {% if x %}\"open{% endif %}}")) {
      assertThat(new Template(source).bodyFaults(VOCABULARY, "application/json"))
          .as(source)
          .extracting(TemplateProblem::code)
          .containsExactly("template-body-json");
    }
    assertThat(new Template("{\"a\": {{ nam }}").bodyFaults(VOCABULARY, "application/json"))
        .extracting(TemplateProblem::code)
        .containsExactly("template-unknown-path");
  }
}
