package dev.parley.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/labels/..",
        "/api/v1/labels/../health",
        "/api/v1/./labels",
        "/api/v1/labels/%2e%2E",
        "/api/v1/labels/.%2e/health",
        "/api/v1/labels/%252e%252e/health",
        "/api/v1/labels/%25252e/health",
        "/api/v1/labels/..%2fhealth",
        "/api/v1/labels/..%5c..",
        "/api/v1/labels/%2f..%2f",
        "/api/v1/labels/..;a=b/health",
        "/api/v1/labels;a=b",
        "/api/v1/labels\\x",
        "/api/v1/labels/a%00b",
        "/api/v1/labels/a%2500b",
        "/api/v1/conversations/x/..",
        "/api/v1/conversations/x/../messages",
        "/api/v1/events/../..",
        "/fixed/../api/v1/labels",
        "/.."
      })
  void aPathThatTwoReadersReadDifferentlyIsNotPlain(String uri) {
    assertThat(Address.isPlain(uri)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/v1/labels",
        "/api/v1/labels/",
        "/assets/index-1.2.3.js",
        "/api/v1/conversations/...",
        "/api/v1/conversations/a..b",
        "/api/v1/conversations/.hidden",
        "/api/v1/conversations/..",
        "/api/v1/conversations/%2E/messages",
        "/api/v1/contacts/..",
        "/api/v1/conversations/19%3Aa%40thread%3Bid%3D1",
        "/api/v1/conversations/50%25",
        "/api/v1/conversations/a%5Cb",
        "/api/v1/events/https%3A%2F%2Fshop.example%2F..%2Fa/1",
        "/api/v1/conversations/%E2%82%AC"
      })
  void idsOfOtherSystemsAre(String uri) {
    assertThat(Address.isPlain(uri)).isTrue();
  }
}
