package dev.parley.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UriReferenceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/crm",
        "crm",
        "crm/eu-1",
        "./a:b",
        "//crm.example/x",
        "https://crm.example:8443/a?b=c;d[]=1#e",
        "https://[2001:db8::7]:80/",
        "urn:uuid:7d1f3c1e-0b5a-4a7e-9d5e-2f6f3c1e0b5a",
        "mailto:desk@shop.example",
        "tag:shop.example,2026:desk",
        "file:///var/queue",
        "/Käse & Brot/日本",
        "/50%",
        "?tenant=7",
        "#only"
      })
  void isOne(String text) {
    assertThat(UriReference.is(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12:30/desk",
        ":desk",
        "_crm:7",
        "https://crm.example:port/",
        "https://[2001:db8::7/",
        "https://a@b@crm.example/",
        "//crm:80:90/",
        "/a#b#c",
        "/a\u0007b",
        "/a\nb"
      })
  void isNone(String text) {
    assertThat(UriReference.is(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/schemas/1", "schemas", "//shop.example/1", ""})
  void isNoUri(String text) {
    assertThat(UriReference.isUri(text)).isFalse();
  }
}
