package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Loops.Cause;
import dev.parley.conversation.Loops.Held;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopsTest {
  private static List<Cause> chain(int length) {
    return IntStream.range(0, length).mapToObj(i -> new Cause("e" + i, "w" + i)).toList();
  }

  @Test
  void aWorkflowThatHasNoPartInTheChainIsStarted() {
    assertThat(Loops.held(chain(0), "w", 0)).isEmpty();
    assertThat(Loops.held(chain(7), "w", 19)).isEmpty();
  }

  @Test
  void aWorkflowInTheChainIsNotStartedAgain() {
    for (int i = 0; i < 7; i++) {
      assertThat(Loops.held(chain(7), "w" + i, 0)).contains(Held.ALREADY_IN_CHAIN);
    }
  }

  @Test
  void noChainIsLongerThanEight() {
    assertThat(Loops.held(chain(7), "w", 0)).isEmpty();
    assertThat(Loops.held(chain(8), "w", 0)).contains(Held.CHAIN_TOO_LONG);
  }

  @Test
  void theStartAfterTheTwentiethInAnHourIsHeldBack() {
    assertThat(Loops.held(List.of(), "w", 19)).isEmpty();
    assertThat(Loops.held(List.of(), "w", 20)).contains(Held.TOO_MANY_STARTS);
  }
}
