package dev.parley.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalSettingsTest {
  @TempDir private Path folder;

  private static TemporalSettings of(String... pairs) {
    var environment = new HashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      environment.put(pairs[i], pairs[i + 1]);
    }
    return TemporalSettings.of(environment::get);
  }

  @Test
  void nothingSetMeansThisMachineWithoutTls() {
    var settings = TemporalSettings.of(Map.<String, String>of("TEMPORAL_TLS", " ")::get);
    assertThat(settings.address()).isEqualTo("127.0.0.1:7233");
    assertThat(settings.namespace()).isEqualTo("default");
    assertThat(settings.security()).isEqualTo("no TLS");
    assertThat(settings.keepAlive()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void anApiKeySwitchesTlsOnUnlessItIsOff() {
    assertThat(of("TEMPORAL_API_KEY", "k").security()).isEqualTo("TLS with API key");
    assertThat(of("TEMPORAL_API_KEY", "k", "TEMPORAL_TLS", "false").security())
        .isEqualTo("no TLS with API key");
    assertThat(of("TEMPORAL_TLS", "on").security()).isEqualTo("TLS");
    assertThat(of("TEMPORAL_TLS_SERVER_NAME", "other").security()).isEqualTo("TLS");
  }

  @Test
  void theKeyIsNotShown() {
    var settings = of("TEMPORAL_API_KEY", "very-secret");
    assertThat(settings.toString()).doesNotContain("very-secret");
    assertThat(settings.apiKey().orElseThrow().supply()).isEqualTo("very-secret");
  }

  @Test
  void theFileOfTheKeyTakesPrecedence() throws IOException {
    var file = Files.writeString(folder.resolve("key"), "from-file\n");
    var settings = of("TEMPORAL_API_KEY", "text", "TEMPORAL_API_KEY_FILE", file.toString());
    assertThat(settings.apiKey().orElseThrow().supply()).isEqualTo("from-file");
  }

  @Test
  void cloudIsRecognized() {
    assertThat(of("TEMPORAL_ADDRESS", "parley.a1b2c.tmprl.cloud:7233").isCloud()).isTrue();
    assertThat(of("TEMPORAL_ADDRESS", "eu-west-1.aws.api.temporal.io:7233").isCloud()).isTrue();
    assertThat(of("TEMPORAL_ADDRESS", "temporal:7233").isCloud()).isFalse();
  }

  @Test
  void durationsMayBeOff() {
    assertThat(of("TEMPORAL_KEEP_ALIVE", "off").keepAlive()).isZero();
    assertThat(of("TEMPORAL_KEEP_ALIVE", "PT10S").keepAlive()).isEqualTo(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource({
    "TEMPORAL_TLS, maybe, TEMPORAL_TLS: \"maybe\" (expected: true or false)",
    "TEMPORAL_KEEP_ALIVE, 30, TEMPORAL_KEEP_ALIVE: \"30\" (expected: a duration",
    "TEMPORAL_API_KEY_FILE, /nowhere/key, TEMPORAL_API_KEY_FILE: /nowhere/key cannot be read",
    "TEMPORAL_TLS_SERVER_CA_CERT_PATH, /no/ca, TEMPORAL_TLS_SERVER_CA_CERT_PATH: /no/ca cannot be",
  })
  void aBadSettingIsNamed(String name, String value, String message) {
    assertThatThrownBy(() -> of(name, value)).hasMessageStartingWith(message);
  }

  @Test
  void filesWithoutWhatTheyAreForAreNamed() throws IOException {
    var file = Files.writeString(folder.resolve("some.pem"), "nothing").toString();
    assertThatThrownBy(() -> of("TEMPORAL_TLS_SERVER_CA_CERT_PATH", file))
        .hasMessageStartingWith(
            "TEMPORAL_TLS_SERVER_CA_CERT_PATH: " + file + " has no certificate");
    assertThatThrownBy(
            () -> of("TEMPORAL_TLS_CLIENT_CERT_PATH", file, "TEMPORAL_TLS_CLIENT_KEY_PATH", file))
        .hasMessageStartingWith("TEMPORAL_TLS_CLIENT_KEY_PATH: " + file)
        .hasMessageContaining("openssl pkcs8");
    assertThatThrownBy(() -> of("TEMPORAL_TLS_CLIENT_CERT_PATH", file))
        .hasMessageStartingWith("TEMPORAL_TLS_CLIENT_KEY_PATH: not set");
    assertThatThrownBy(() -> of("TEMPORAL_TLS", "false", "TEMPORAL_TLS_SERVER_NAME", "other"))
        .hasMessageStartingWith("TEMPORAL_TLS: off");
  }
}
