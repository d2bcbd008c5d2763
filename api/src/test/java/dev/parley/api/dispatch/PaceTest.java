package dev.parley.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace(16);

  private List<Long> beginAll() {
    var begun = new ArrayList<Long>();
    for (var turn = pace.begin(); turn.isPresent(); turn = pace.begin()) {
      begun.add(turn.getAsLong());
    }
    return begun;
  }

  @Test
  void noMoreAreUnderWayThanItsLimit() {
    assertThat(beginAll()).hasSize(16);
    pace.succeeded();
    assertThat(beginAll()).hasSize(1);
    pace.ended();
    assertThat(beginAll()).hasSize(1);
  }

  @Test
  void allThatFailTogetherHalveItOnce() {
    beginAll().forEach(pace::failed);
    assertThat(pace.limit()).isEqualTo(8);
    beginAll().forEach(pace::failed);
    assertThat(pace.limit()).isEqualTo(4);
  }

  @Test
  void itNeverStopsAltogether() {
    for (int i = 0; i < 20; i++) {
      beginAll().forEach(pace::failed);
    }
    assertThat(pace.limit()).isEqualTo(1);
    assertThat(beginAll()).hasSize(1);
  }

  @Test
  void aRoundThatGoesWellAllowsOneMoreUpToTheMost() {
    beginAll().forEach(pace::failed);
    for (int limit = 8; limit <= 16; limit++) {
      assertThat(pace.limit()).isEqualTo(limit);
      // One more, since each earlier success has left a fraction.
      for (int i = 0; i <= limit; i++) {
        assertThat(pace.begin()).isPresent();
        pace.succeeded();
      }
    }
    assertThat(pace.limit()).isEqualTo(16);
  }

  @Test
  void unrelatedExceptionsChangeNothing() {
    beginAll().forEach(_ -> pace.ended());
    assertThat(pace.limit()).isEqualTo(16);
    assertThat(beginAll()).hasSize(16);
  }
}
