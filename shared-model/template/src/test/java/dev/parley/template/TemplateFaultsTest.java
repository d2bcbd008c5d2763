package dev.parley.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.template.syntax.TemplateProblem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateFaultsTest {
  private static final Vocabulary VOCABULARY =
      Vocabulary.EMPTY
          .scalar("conversation", "id")
          .scalar("conversation", "status")
          .list("conversation", "labels")
          .open("conversation", "fields")
          .scalar("message", "text")
          .scalar("contact", "id")
          .scalar("contact", "name")
          .scalar("contact", "phone")
          .open("event", "data")
          .scalar("execution", "id")
          .scalar("steps", "fetch-1", "status")
          .open("steps", "fetch-1", "body")
          .scalar("steps", "0193-77", "status")
          .with(
              new Vocabulary.Shape.ListOf(
                  new Vocabulary.Shape.Closed(Map.of("sku", new Vocabulary.Shape.Scalar()))),
              "items")
          .scalar("secrets", "api_key");

  private static List<TemplateProblem> faults(String source) {
    return new Template(source).faults(VOCABULARY);
  }

  private static TemplateProblem only(String source) {
    assertThat(faults(source)).hasSize(1);
    return faults(source).getFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain { text } % with } braces",
        "{{ contact.name }}",
        "{{ contact.name.size }}",
        "{{ conversation.labels.first | upcase }}",
        "{{ conversation.labels[0] }}",
        "{{ conversation.fields.any.thing[3].at.all }}",
        "{{ steps.fetch-1.body.a.b }}",
        "{{ steps['fetch-1'].body }}",
        "{{ steps[\"0193-77\"].status }}",
        "{{ steps[message.text].status }}",
        "{% for i in items %}{{ i.sku }}{{ forloop.index }}{% endfor %}",
        "{% for l in conversation.labels reversed limit: 2 offset: 1 %}{{ l }}{% endfor %}",
        "{% for i in (1..conversation.labels.size) %}{{ i }}{% else %}{% endfor %}",
        "{% assign x = contact %}{{ x.anything }}",
        "{% if contact.name %}{% assign y = 1 %}{% endif %}{{ y }}",
        "{% capture z %}a{% endcapture %}{{ z | size }}",
        "{% raw %}{{ contat.nam | upcas }}{% endraw %}",
        "{% comment %}{{ contat.nam | upcas }} {% frob %} {{ ' {% endcomment %}",
        "{% case contact.name %}{% when 'a', 'b' %}x{% else %}y{% endcase %}",
        "{% unless contact.name == empty %}x{% endunless %}",
        "{{ '}}' }}{{ \"%}\" }}",
        "{{ secrets.api_key }}",
        "{%- if contact.name -%} x {%- endif -%}",
      })
  void aSoundTemplateHasNoFaults(String source) {
    assertThat(faults(source)).isEmpty();
  }

  @Test
  void aMisspeltNameIsPointedAtWithTheNearestOne() {
    assertThat(only("Hi\n  {{ contact.nam }}"))
        .isEqualTo(
            new TemplateProblem(
                "template-unknown-path",
                "There is no \"contact.nam\". Did you mean \"contact.name\"?",
                2,
                6));
    assertThat(only("{{ contatc.name }}").message())
        .isEqualTo("There is no \"contatc\". Did you mean \"contact\"?");
    assertThat(only("{{ status }}").message())
        .isEqualTo("There is no \"status\". Did you mean \"conversation.status\"?");
    assertThat(only("{{ contact.colour }}").message())
        .isEqualTo("There is no \"contact.colour\". Known here: id, name, phone.");
    assertThat(only("{{ steps.fetch-2.body }}").message())
        .isEqualTo("There is no \"steps.fetch-2\". Did you mean \"steps.fetch-1\"?");
  }

  @Test
  void nothingStandsBelowASingleValueOrAListByName() {
    assertThat(only("{{ contact.name.first }}").message())
        .isEqualTo("\"contact.name\" is a single value, so there is no \"contact.name.first\".");
    assertThat(only("{{ conversation.labels.name }}").message())
        .contains("is a list and has no \"name\"");
    assertThat(only("{% for i in items %}{{ i.skuu }}{% endfor %}").message())
        .isEqualTo("There is no \"i.skuu\". Did you mean \"i.sku\"?");
    assertThat(only("{% for i in items %}{% endfor %}{{ i.sku }}").code())
        .isEqualTo("template-unknown-path");
  }

  @Test
  void aSecretIsFoundByNameOrNotOfferedAtAll() {
    assertThat(only("{{ secrets.api_kye }}"))
        .extracting(TemplateProblem::code, TemplateProblem::message)
        .containsExactly(
            "template-unknown-secret", "There is no secret \"api_kye\". Did you mean \"api_key\"?");
    assertThat(new Template("{{ secrets.api_key }}").faults(VOCABULARY.without("secrets")))
        .extracting(TemplateProblem::code, TemplateProblem::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "template-unknown-secret", "Secrets cannot be used here."));
  }

  @Test
  void everyFaultIsReportedInOnePass() {
    String source =
        """
        {{ contact.nam }} {{ n + 1 }}
        {% if message.txt == "a" %}{{ contact.name | upcas: contat.id }}{% endif %}
        {% include 'x' %}
        {% for l in conversation.label %}{{ l }}{% endfor %}
        {{ contact.name | truncate: 1, 2, 3 }}
        """;
    assertThat(faults(source))
        .extracting(TemplateProblem::code, TemplateProblem::line, TemplateProblem::column)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("template-unknown-path", 1, 4),
            org.assertj.core.groups.Tuple.tuple("template-syntax", 1, 19),
            org.assertj.core.groups.Tuple.tuple("template-unknown-path", 2, 7),
            org.assertj.core.groups.Tuple.tuple("template-unknown-filter", 2, 46),
            org.assertj.core.groups.Tuple.tuple("template-unknown-path", 2, 53),
            org.assertj.core.groups.Tuple.tuple("template-unknown-tag", 3, 1),
            org.assertj.core.groups.Tuple.tuple("template-unknown-path", 4, 13),
            org.assertj.core.groups.Tuple.tuple("template-filter-arguments", 5, 19));
  }

  @Test
  void columnsCountAsEditorsDo() {
    assertThat(only("😀 {{ contact.nam }}").column()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "include 'a'",
        "render 'a'",
        "cycle 'a', 'b'",
        "increment x",
        "decrement x",
        "tablerow x in y",
        "ifchanged",
        "liquid",
        "echo 1",
        "layout 'x'",
        "",
      })
  void onlyKnownTagsAreAllowed(String tag) {
    assertThat(faults("a {% " + tag + " %} b"))
        .extracting(TemplateProblem::code, TemplateProblem::column)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("template-unknown-tag", 3));
  }

  @Test
  void aMisspeltTagOrFilterGetsAHint() {
    assertThat(only("{% asign x = 1 %}").message())
        .isEqualTo("There is no tag \"asign\". Did you mean \"assign\"?");
    assertThat(only("{{ contact.name | upcas }}").message())
        .isEqualTo("There is no filter \"upcas\". Did you mean \"upcase\"?");
    assertThat(only("{{ contact.name | truncate: 1, 2, 3 }}").message())
        .isEqualTo("The filter \"truncate\" takes 0 to 2 values.");
    assertThat(only("{{ contact.name | default }}").message())
        .isEqualTo("The filter \"default\" takes 1 value.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ contact.name",
        "{{ contact.name }",
        "{{ contact.name } {{ contact.id }}",
        "{{ 'a }}",
        "{% if contact.name",
        "{% if contact.name %}",
        "{% if contact.name %}{% endfor %}",
        "{% endif %}",
        "{% else %}",
        "{% elsif contact.name %}",
        "{% when 1 %}",
        "{% raw %}",
        "{% comment %}",
        "{{ }}",
        "{{ contact.name | }}",
        "{{ contact..name }}",
        "{{ contact.name upcase }}",
        "{{ 1 + 2 }}",
        "{{ a == b }}",
        "{% if contact.name = 'a' %}{% endif %}",
        "{% if %}{% endif %}",
        "{% for x of items %}{% endfor %}",
        "{% assign x %}",
        "{% assign = 1 %}",
        "{% endif x %}",
        "{% break %}",
        "{% for x in items %}{% endfor %}{% continue %}",
        "{% if contact.name %}{% for x in items %}{% endif %}",
        "{% if contact.name %}{% else %}{% elsif contact.id %}{% endif %}",
        "{% for x in (1..) %}{% endfor %}",
        "{% for x in items limit %}{% endfor %}",
        "{{ contact.name | truncate: }}",
        "{{ contact.name | truncate: length: 5 }}",
        "{{ contact.name | truncate 5 }}",
        "{{ contact. name }}",
        "{{ contact.name. }}",
        "{{ contact['name }}",
        "{{ contact[] }}",
        "{{ 12a }}",
        "{{ -contact.name }}",
        "{{ 'a' 'b' }}",
        "{% if contact.name and %}{% endif %}",
        "{% if (contact.name %}{% endif %}",
        "{% if contact.name contain 'a' %}{% endif %}",
        "{% else if contact.name %}",
        "{% case contact.name %}{% endcase %}",
        "{% if contact.name %}{% else %}{% else %}{% endif %}",
        "{{ [message.text] }}",
        "{{ [contact] }}",
        "{% for l in conversation.labels cols: 2 %}{% endfor %}",
      })
  void unparsableTemplatesAreSyntaxErrors(String source) {
    assertThat(faults(source)).isNotEmpty();
    assertThat(faults(source)).extracting(TemplateProblem::code).contains("template-syntax");
  }

  @Test
  void aSyntaxFaultSaysWhatToWriteInstead() {
    assertThat(only("{{ contact.id + 1 }}").message())
        .isEqualTo(
            "\"{{ contact.id + 1 }}\" cannot be read. To calculate, use filters, for example"
                + " \"{{ 2 | plus: 1 }}\".");
    assertThat(only("{% if contact.id = 1 %}{% endif %}").message())
        .endsWith("To compare, write \"==\".");
    assertThat(only("{% if contact.id %}").message())
        .isEqualTo("\"if\" is never closed. Add \"{% endif %}\".");
  }

  @Test
  void aTemplateMayHaveSixteenKibibytes() {
    assertThat(faults("a".repeat(Template.MAX_BYTES))).isEmpty();
    assertThat(only("a".repeat(Template.MAX_BYTES + 1)).code()).isEqualTo("template-too-long");
    assertThat(only("ü".repeat(Template.MAX_BYTES / 2 + 1)).code()).isEqualTo("template-too-long");
  }

  @Test
  void aHeaderMustBeOneLine() {
    assertThat(new Template("a\nb {{ contact.name }}").faults(VOCABULARY, Place.HEADER))
        .extracting(TemplateProblem::code)
        .containsExactly("template-line-break");
    assertThat(new Template("a {{ contact.name }}").faults(VOCABULARY, Place.HEADER)).isEmpty();
  }
}
