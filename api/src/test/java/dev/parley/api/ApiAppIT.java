package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApiAppIT {
  @Test
  void itMigratesItsDatabaseAndTakesWorkWithoutTemporal() {
    try (var api = new RunningApi()) {
      var health = api.get("health");

      assertThat(health.status()).isEqualTo(200);
      assertThat(health.at("/status")).isEqualTo("degraded");
      assertThat(health.at("/checks/database")).isEqualTo("up");
      assertThat(health.at("/checks/temporal")).isEqualTo("down");
      assertThat(api.get("workflows").status()).isEqualTo(200);
    }
  }
}
