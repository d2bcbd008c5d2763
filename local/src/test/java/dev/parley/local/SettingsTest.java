package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.servers.process.CannotStartException;
import dev.parley.servers.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void nothingSetMeansTheUsualPortsOnTheLoopbackAddress() {
    var settings = Settings.from(Map.of("PARLEY_PORT", " "));

    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.bind().isLoopbackAddress()).isTrue();
    assertThat(settings.temporalAddress()).isEmpty();
  }

  @Test
  void anInvalidPortIsReportedWithItsVariable() {
    assertThatThrownBy(() -> Settings.from(Map.of("PARLEY_DB_PORT", "70000")))
        .isInstanceOf(CannotStartException.class)
        .hasMessage("PARLEY_DB_PORT is \"70000\" (expected: a port, 1 to 65535)");
  }

  @Test
  void takenPortsAreAllNamedAtOnceWithWhatToSetInstead() throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    try (var one = new ServerSocket(Ports.free(), 1, loopback);
        var other = new ServerSocket(Ports.free(), 1, loopback)) {
      var settings = freePortsBut(one.getLocalPort(), other.getLocalPort());

      assertThatThrownBy(settings::requireFreePorts)
          .isInstanceOf(CannotStartException.class)
          .hasMessageContaining("Port %d is taken", one.getLocalPort())
          .hasMessageContaining("PARLEY_PORT=%d ./start", one.getLocalPort() + 10)
          .hasMessageContaining("PARLEY_TEMPORAL_UI_PORT=%d", other.getLocalPort() + 10);
    }
  }

  @Test
  void freePortsAreNoReasonToStop() {
    Settings.onFreePorts(Topology.TWO).requireFreePorts();
  }

  private static Settings freePortsBut(int port, int temporalUiPort) {
    return Settings.from(
        Map.of(
            "PARLEY_PORT", Integer.toString(port),
            "PARLEY_WORKER_PORT", Integer.toString(Ports.free()),
            "PARLEY_DB_PORT", Integer.toString(Ports.free()),
            "PARLEY_TEMPORAL_PORT", Integer.toString(Ports.free()),
            "PARLEY_TEMPORAL_UI_PORT", Integer.toString(temporalUiPort)));
  }
}
