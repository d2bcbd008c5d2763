package dev.parley.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.template.syntax.TemplateProblem;
import dev.parley.template.value.TemplateException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTemplateTest {
  private static final Map<String, Object> DATA =
      Map.of(
          "id",
          "a/b?c#d e",
          "dots",
          "..",
          "dot",
          ".",
          "host",
          "evil.example",
          "labels",
          List.of("x", "y&z"));
  private static final Vocabulary VOCABULARY =
      Vocabulary.EMPTY.scalar("id").scalar("host").list("labels");

  private static String render(String source) {
    return new UrlTemplate(source).render(DATA);
  }

  @Test
  void valuesStayInTheirPlace() {
    assertThat(render("https://api.example.com/users/{{ id }}/orders?user={{ id }}&x=1"))
        .isEqualTo(
            "https://api.example.com/users/a%2Fb%3Fc%23d%20e/orders?user=a%2Fb%3Fc%23d%20e&x=1");
    assertThat(render("http://localhost:8080?q={{ id }}"))
        .isEqualTo("http://localhost:8080?q=a%2Fb%3Fc%23d%20e");
    assertThat(render("https://[2001:db8::1]:8443/a{% for l in labels %}/{{ l }}{% endfor %}"))
        .isEqualTo("https://[2001:db8::1]:8443/a/x/y%26z");
    assertThat(render("https://example.com")).isEqualTo("https://example.com");
    assertThat(render("  HTTPS://Example.com/a b?c=ü%20\n"))
        .isEqualTo("HTTPS://Example.com/a%20b?c=%C3%BC%20");
    assertThat(render("https://example.com/{% if id %}a?b={{ id | url_encode }}{% endif %}"))
        .isEqualTo("https://example.com/a?b=a%2Fb%3Fc%23d+e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0300.0.2.1",
        "192.00.2.1",
        "192.0.2.010",
        "192.0.2.1.07",
        "030000001001",
        "0x7f.01",
        "192.0.2.０1",
        "192.0。2.01",
        "192.0.2.01.",
      })
  void anAddressThatClientsReadDifferentlyIsRefused(String host) {
    assertThat(HostLiteral.isAmbiguous(host)).isTrue();
    assertThat(new UrlTemplate("https://" + host + "/a").faults(VOCABULARY)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"192.0.2.1", "0.0.0.0", "10.0.0.0", "007.example.com", "a.01.example", "v01", "."})
  void otherHostsAreNotAmbiguous(String host) {
    assertThat(HostLiteral.isAmbiguous(host)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/a/{{ dots }}/b",
        "https://example.com/{{ dot }}",
        "https://example.com/{{ dot }}{{ dot }}/b",
        "https://example.com/.{{ dot }}/b",
        "https://example.com/%2e{{ dot }}/b",
        "https://example.com/{{ '%2e%2e' | replace: '%2e', '.' }}?x",
      })
  void aValueCannotClimbOutOfItsSegment(String source) {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> render(source))
        .satisfies(e -> assertThat(e.code()).isEqualTo("url-dot-segment"));
  }

  @Test
  void anAbsentValueIsAClearError() {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> render("https://example.com/{{ contact.phone }}"))
        .satisfies(e -> assertThat(e.code()).isEqualTo("template-value-absent"))
        .withMessageContaining("contact.phone");
    assertThat(render("https://example.com/{{ contact.phone | default: 'none' }}"))
        .isEqualTo("https://example.com/none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "ftp://example.com/ > url-scheme",
        "example.com/a > url-scheme",
        "//example.com/a > url-scheme",
        "javascript:alert(1) > url-scheme",
        "'' > url-scheme",
        "{{ host }}/a > url-host-template",
        "{{ host }}://a > url-host-template",
        "https://{{ host }}/a > url-host-template",
        "https://{{ host | split: '/' | first }}/a > url-host-template",
        "https://api.{{ host }}/a > url-host-template",
        "https://api.example.com{{ id }} > url-host-template",
        "https://api.example.com:{{ id }}/ > url-host-template",
        "https://{% if id %}a{% endif %}.example.com/ > url-host-template",
        "https://{{ id }}@example.com/ > url-host-template",
        "https://user:pass@example.com/ > url-invalid",
        "https:// > url-invalid",
        "https:///a > url-invalid",
        "https://exa mple.com/ > url-invalid",
        "https://example.com\\evil.example/ > url-invalid",
        "https://example.com:99999/ > url-invalid",
        "https://example.com:/ > url-invalid",
        "https://exa%6dple.com/ > url-invalid",
        "https://example.com/{{ idd }} > template-unknown-path",
      })
  void theHostIsWrittenOut(String source, String code) {
    List<TemplateProblem> faults = new UrlTemplate(source).faults(VOCABULARY);
    assertThat(faults).extracting(TemplateProblem::code).containsExactly(code);
    if (!code.startsWith("template")) {
      assertThatExceptionOfType(TemplateException.class)
          .isThrownBy(() -> new UrlTemplate(source).render(DATA))
          .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "http://example.com:8080/{{ id }}?a={{ id }}#f",
        "https://münchen.example/a",
        "https://my_host/a",
        "http://127.0.0.1:3000/{{ id }}",
        "https://[::1]/x",
        "https://example.com?{{ id }}",
      })
  void aSoundAddressHasNoFaults(String source) {
    assertThat(new UrlTemplate(source).faults(VOCABULARY)).isEmpty();
  }

  @Test
  void aFaultPointsAtTheGapInTheHost() {
    assertThat(new UrlTemplate(" https://api.{{ host }}/").faults(VOCABULARY))
        .extracting(TemplateProblem::line, TemplateProblem::column)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(1, 14));
  }
}
