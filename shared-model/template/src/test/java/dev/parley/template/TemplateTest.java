package dev.parley.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.template.value.TemplateException;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TemplateTest {
  private static final Map<String, Object> DATA =
      Map.of(
          "contact",
          Map.of("name", "Sample Contact", "note", "a \"b\"\n/c?d=1&e#f ü"),
          "conversation",
          Map.of(
              "labels",
              List.of("VIP", "Late"),
              "starred",
              true,
              "opened",
              ZonedDateTime.of(2026, 11, 24, 9, 5, 0, 0, ZoneOffset.ofHours(1)),
              "fields",
              Map.of("count", 3, "price", new BigDecimal("12.50"), "zero", 0)),
          "items",
          List.of(
              Map.of("sku", "B", "price", 5, "sold", true),
              Map.of("sku", "A", "price", 20, "sold", false),
              Map.of("sku", "C", "price", 5)));

  private static String text(String source) {
    return new Template(source).render(DATA, Place.TEXT);
  }

  @Test
  void gapsAreFilled() {
    assertThat(text("Thanks, {{ contact.name }}!")).isEqualTo("Thanks, Sample Contact!");
  }

  @Test
  void valuesReadAsPeopleWriteThem() {
    assertThat(text("{{ conversation.labels }}")).isEqualTo("VIP, Late");
    assertThat(text("{{ conversation.starred }}")).isEqualTo("true");
    assertThat(text("{{ conversation.fields.price }}")).isEqualTo("12.50");
    assertThat(text("{{ conversation.opened }}")).isEqualTo("2026-11-24T08:05:00Z");
    assertThat(text("{{ conversation.fields.count | times: 2 }}")).isEqualTo("6");
    assertThat(new Template("{{ o }}").render(Map.of("o", Map.of("a", List.of(1))), Place.TEXT))
        .isEqualTo("{\"a\":[1]}");
  }

  @Test
  void anAbsentPathIsEmptyInText() {
    assertThat(text("<{{ contact.phone }}><{{ nothing.at.all }}>")).isEqualTo("<><>");
    assertThat(text("{{ contact.phone | default: \"none\" }}")).isEqualTo("none");
    assertThat(text("{{ contact.phone | upcase | append: \"!\" }}")).isEqualTo("!");
  }

  @Test
  void nullIsAbsent() {
    Map<String, Object> data = new HashMap<>();
    data.put("a", null);
    assertThat(new Template("<{{ a }}>").render(data, Place.TEXT)).isEqualTo("<>");
  }

  @Test
  void conditionsAndLoopsWork() {
    assertThat(text("{% if conversation.starred %}yes{% else %}no{% endif %}")).isEqualTo("yes");
    assertThat(text("{% unless conversation.starred %}yes{% else %}no{% endunless %}"))
        .isEqualTo("no");
    assertThat(text("{% case items.size %}{% when 2 %}two{% when 3 or 4 %}few{% endcase %}"))
        .isEqualTo("few");
    assertThat(text("{% for l in conversation.labels %}{{ forloop.index }}:{{ l }} {% endfor %}"))
        .isEqualTo("1:VIP 2:Late ");
    assertThat(
            text(
                "{% for i in (1..5) %}{% if i == 4 %}end{% break %}{% endif %}{{ i }}{% endfor %}"))
        .isEqualTo("123end");
    assertThat(
            text(
                "{% for i in (1..3) %}{% if i == 2 %}-{% continue %}{% endif %}{{ i }}{% endfor %}"))
        .isEqualTo("1-3");
    assertThat(text("{% for x in none %}{{ x }}{% else %}empty{% endfor %}")).isEqualTo("empty");
    assertThat(text("{% assign n = contact.name | upcase %}{{ n }}")).isEqualTo("SAMPLE CONTACT");
    assertThat(text("{% capture c %}<{{ contact.name }}>{% endcapture %}{{ c }}{{ c }}"))
        .isEqualTo("<Sample Contact><Sample Contact>");
    assertThat(text("{% raw %}{{ contact.name }}{% endraw %}{% comment %} {{ ' {% endcomment %}."))
        .isEqualTo("{{ contact.name }}.");
    assertThat(text("a  {{- contact.name -}}  b")).isEqualTo("aSample Contactb");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conversation.fields.count > 2 | true",
        "conversation.fields.count >= 3.0 | true",
        "conversation.fields.count < 2 | false",
        "conversation.fields.count == 3.0 | true",
        "contact.phone < 2 | false",
        "contact.phone > 2 | false",
        "contact.phone == nil | true",
        "contact.name == 'Sample Contact' | true",
        "contact.name != 'x' | true",
        "contact.name contains 'Cont' | true",
        "conversation.labels contains 'VIP' | true",
        "conversation.labels contains 'V' | false",
        "contact.phone contains 'x' | false",
        "conversation.labels == empty | false",
        "contact.name == blank | false",
        "conversation.starred and items.size == 3 | true",
        "contact.phone or conversation.starred | true",
        "conversation.opened == '2026-11-24T08:05:00Z' | true",
      })
  void comparisonsNeverFail(String condition, String outcome) {
    assertThat(text("{% if " + condition + " %}true{% else %}false{% endif %}")).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'abc' @ upcase | ABC",
        "'ABC' @ downcase | abc",
        "'übung' @ capitalize | Übung",
        "' a ' @ strip | a",
        "'abcdef' @ truncate: 5 | ab...",
        "'abcdef' @ truncate: 5, '' | abcde",
        "'abc' @ truncate: 5 | abc",
        "'a b c' @ truncatewords: 2 | a b...",
        "'aXbX' @ replace: 'X', 'Y' | aYbY",
        "'aXbX' @ replace_first: 'X', 'Y' | aYbX",
        "'aXbX' @ remove: 'X' | ab",
        "'a,b' @ split: ',' @ join: '+' | a+b",
        "'a,b' @ split: ',' @ last | b",
        "'a,b' @ split: ',' @ first | a",
        "'abc' @ size | 3",
        "conversation.labels @ size | 2",
        "'a' @ append: 'b' @ prepend: 'c' | cab",
        "conversation.opened @ date: '%Y-%m-%d %H:%M' | 2026-11-24 08:05",
        "'2026-11-24' @ date: '%A, %-d %B %Y' | Tuesday, 24 November 2026",
        "0 @ date: '%s %Z %%' | 0 UTC %",
        "'soon' @ date: '%Y' | soon",
        "'2026-11-24T21:05:00Z' @ date: '%l:%M %P' | ` 9:05 pm`",
        "5 @ plus: 3 | 8",
        "'5' @ plus: '3' | 8",
        "5 @ minus: 0.5 | 4.5",
        "5 @ times: 3 | 15",
        "7 @ divided_by: 2 | 3",
        "-7 @ divided_by: 2 | -4",
        "7 @ divided_by: 2.0 | 3.5",
        "7 @ modulo: 3 | 1",
        "-7 @ modulo: 3 | 2",
        "1.256 @ round: 2 | 1.26",
        "1.5 @ round | 2",
        "1.2 @ ceil | 2",
        "1.8 @ floor | 1",
        "-3 @ abs | 3",
        "'x' @ plus: 1 | 1",
        "'<a>' @ escape | &lt;a&gt;",
        "'a b&c' @ url_encode | a+b%26c",
        "items @ map: 'sku' @ sort @ join: '' | ABC",
        "items @ sort: 'price' @ map: 'sku' @ join: '' | BCA",
        "items @ where: 'sold' @ map: 'sku' @ join: '' | B",
        "items @ where: 'price', 5 @ map: 'sku' @ join: '' | BC",
        "items @ map: 'price' @ uniq @ join: '-' | 5-20",
        "conversation.labels @ concat: conversation.labels @ size | 4",
        "conversation.labels @ reverse @ first | Late",
        "conversation.labels @ json | [\"VIP\",\"Late\"]",
        "contact.none @ json | null",
        "contact.none @ default: contact.name | Sample Contact",
        "'' @ default: 'x' | x",
        "conversation.fields.zero @ default: 'x' | 0",
      })
  void filtersWork(String expression, String outcome) {
    assertThat(text("{{ " + expression.replace('@', '|') + " }}"))
        .isEqualTo(outcome == null ? "" : outcome);
  }

  @Test
  void theLanguageOfTheMachineDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of("tr", "TR"));
      assertThat(
              text("{{ 'title' | upcase }} {{ 1.5 | times: 3 }} {{ '2026-03-01' | date: '%B' }}"))
          .isEqualTo("TITLE 4.5 March");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aJsonStringIsEscapedWithoutItsQuotes() {
    String inside = new Template("say {{ contact.note }}").render(DATA, Place.JSON_STRING);
    assertThat(JsonMapper.shared().readValue("\"" + inside + "\"", String.class))
        .isEqualTo("say a \"b\"\n/c?d=1&e#f ü");
  }

  @Test
  void aPathSegmentAndAQueryAreEncoded() {
    String encoded = "a%20%22b%22%0A%2Fc%3Fd%3D1%26e%23f%20%C3%BC";
    assertThat(new Template("{{ contact.note }}").render(DATA, Place.PATH)).isEqualTo(encoded);
    assertThat(new Template("q={{ contact.note }}").render(DATA, Place.QUERY))
        .isEqualTo("q=" + encoded);
    assertThat(new Template("{{ 'a b' | url_encode }}").render(DATA, Place.PATH))
        .isEqualTo("a%20b");
    assertThat(new Template("{{ 'a b' | url_encode }}").render(DATA, Place.QUERY)).isEqualTo("a+b");
  }

  @Test
  void aLineBreakNeverReachesAHeader() {
    Template header = new Template("x {{ contact.note }}");
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> header.render(DATA, Place.HEADER))
        .satisfies(e -> assertThat(e.code()).isEqualTo("template-line-break"))
        .withMessageContaining("contact.note")
        .withMessageNotContaining("c?d");
    assertThat(new Template("x {{ contact.note | strip_newlines }}").render(DATA, Place.HEADER))
        .isEqualTo("x a \"b\"/c?d=1&e#f ü");
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> new Template("a\r\nb").render(DATA, Place.HEADER));
  }

  @Test
  void anAbsentPathIsAnErrorWhereEmptyTextWouldChangeTheMeaning() {
    for (Place place : List.of(Place.PATH, Place.QUERY, Place.HEADER)) {
      assertThatExceptionOfType(TemplateException.class)
          .as(place.name())
          .isThrownBy(() -> new Template("{{ contact.phone | upcase }}").render(DATA, place))
          .satisfies(e -> assertThat(e.code()).isEqualTo("template-value-absent"))
          .withMessageContaining("\"contact.phone\" has no value here")
          .withMessageContaining("default");
      assertThatExceptionOfType(TemplateException.class)
          .isThrownBy(
              () -> new Template("{{ contact.name | append: contact.phone }}").render(DATA, place));
      assertThat(new Template("{{ contact.phone | default: 'no' }}").render(DATA, place))
          .isEqualTo("no");
      assertThat(new Template("{{ contact.phone | upcase | default: 'no' }}").render(DATA, place))
          .isEqualTo("no");
      assertThat(new Template("{% if contact.phone %}x{% endif %}y").render(DATA, place))
          .isEqualTo("y");
    }
  }

  @Test
  void anEmptyValueDoesNotShortenAPath() {
    Map<String, Object> data = Map.of("id", "");
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> new Template("users/{{ id }}").render(data, Place.PATH))
        .satisfies(e -> assertThat(e.code()).isEqualTo("template-value-empty"));
    assertThat(new Template("q={{ id }}").render(data, Place.QUERY)).isEqualTo("q=");
  }

  @Test
  void aValueKeepsItsTypeWhenItIsTheWholeTemplate() {
    assertThat(new Template(" {{ conversation.fields.count }} ").renderValue(DATA)).isEqualTo(3);
    assertThat(new Template("{{ conversation.labels }}").renderValue(DATA))
        .isEqualTo(List.of("VIP", "Late"));
    assertThat(new Template("{{ conversation.starred }}").renderValue(DATA)).isEqualTo(true);
    assertThat(new Template("{{ contact.phone }}").renderValue(DATA)).isNull();
    assertThat(new Template("{{ contact.name }} ok").renderValue(DATA))
        .isEqualTo("Sample Contact ok");
    assertThat(new Template("plain").renderValue(DATA)).isEqualTo("plain");
  }

  @Test
  void inJsonATemplateIsAPlainString() {
    record Holder(Template text) {}
    JsonMapper json = JsonMapper.shared();
    assertThat(json.writeValueAsString(new Holder(new Template("{{ a }}"))))
        .isEqualTo("{\"text\":\"{{ a }}\"}");
    assertThat(json.readValue("{\"text\":\"{% broken\"}", Holder.class))
        .isEqualTo(new Holder(new Template("{% broken")));
  }

  @Test
  void unparsableTemplatesFailWithOurCodes() {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> text("{{ contact.name | shout }}"))
        .satisfies(e -> assertThat(e.code()).isEqualTo("template-unknown-filter"));
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> text("{% include '/etc/hostname' %}"))
        .satisfies(e -> assertThat(e.code()).isEqualTo("template-unknown-tag"));
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> text("{{ n + 1 }}"))
        .satisfies(e -> assertThat(e.code()).isEqualTo("template-syntax"));
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> text("{{ 1 | divided_by: 0 }}"))
        .satisfies(e -> assertThat(e.code()).isEqualTo("template-filter"));
  }

  @Test
  void oneTemplateServesManyThreads() throws Exception {
    Template template =
        new Template(
            "{% assign x = id %}{% for i in (1..20) %}{% capture c %}{{ x }}{% endcapture %}"
                + "{{ c }}{% unless forloop.last %},{% endunless %}{% endfor %}");
    List<Callable<List<String>>> jobs = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      String id = "t" + thread;
      jobs.add(() -> {
        List<String> results = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
          results.add(template.render(Map.of("id", id), Place.TEXT));
        }
        return results;
      });
    }
    try (var pool = Executors.newFixedThreadPool(8)) {
      var results = pool.invokeAll(jobs);
      for (int thread = 0; thread < 8; thread++) {
        String[] expected = new String[20];
        Arrays.fill(expected, "t" + thread);
        assertThat(results.get(thread).get()).containsOnly(String.join(",", expected));
      }
    }
  }
}
