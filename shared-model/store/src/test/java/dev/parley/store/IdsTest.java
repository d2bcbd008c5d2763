package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {
  private static final UUID LAST = UUID.fromString("ffffffff-ffff-0000-0000-000000000000");

  @Test
  void everyMomentHasAFirstId() {
    var now = Instant.now();
    assertThat(Ids.next().toString()).isGreaterThanOrEqualTo(Ids.floor(now).toString());
    assertThat(Ids.floor(Instant.ofEpochMilli(0x0193_0000_0000L)).toString())
        .isEqualTo("01930000-0000-0000-0000-000000000000");
  }

  @Test
  void momentsThatNoIdCarriesAreBeforeOrAfterAll() {
    assertThat(Ids.floor(Instant.parse("1969-12-31T23:59:59Z"))).isEqualTo(new UUID(0, 0));
    assertThat(Ids.floor(Instant.MIN)).isEqualTo(new UUID(0, 0));
    assertThat(Ids.floor(Instant.MAX)).isEqualTo(LAST);
  }
}
