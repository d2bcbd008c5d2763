package dev.parley.worker.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallLimitsTest {
  private static final Optional<String> CRM = Optional.of("crm.example.com");
  private static final Optional<String> SHOP = Optional.of("shop.example.com");

  private final UUID one = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();

  @Test
  void aHostThatIsBusyTakesNoMoreCallsAndOthersAreNotAffected() {
    var limits = new CallLimits(2, 10);
    try (var first = limits.permit();
        var second = limits.permit();
        var third = limits.permit()) {
      first.take(one, CRM);
      second.take(other, CRM);
      var full = catchThrowableOfType(StepFailure.class, () -> third.take(one, CRM));

      assertThat(full.type()).isEqualTo(FailureType.PEER_UNAVAILABLE);
      assertThat(full.detail()).contains("limit of 2 calls to crm.example.com");
      assertThat(full.retryAfter().orElseThrow())
          .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
      assertThatCode(() -> third.take(one, SHOP)).doesNotThrowAnyException();
      third.release();
      first.release();
      assertThatCode(() -> third.take(one, CRM)).doesNotThrowAnyException();
    }
  }

  @Test
  void aWorkflowThatIsBusyGivesItsPlaceAtTheHostBack() {
    var limits = new CallLimits(2, 1);
    try (var first = limits.permit();
        var second = limits.permit();
        var third = limits.permit()) {
      first.take(one, CRM);
      var full = catchThrowableOfType(StepFailure.class, () -> second.take(one, CRM));

      assertThat(full.detail()).contains("limit of 1 calls of this workflow");
      assertThatCode(() -> third.take(other, CRM)).doesNotThrowAnyException();
    }
  }

  @Test
  void zeroMeansNoLimit() {
    var limits = new CallLimits(0, 0);
    for (int i = 0; i < 100; i++) {
      limits.permit().take(one, CRM);
    }
    assertThatCode(() -> limits.permit().take(one, CRM)).doesNotThrowAnyException();
  }
}
