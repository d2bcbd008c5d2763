package dev.parley.servers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
  @TempDir private Path folder;
  private @Nullable ServerProcess process;

  @AfterEach
  void end() {
    if (process != null) {
      process.kill();
    }
  }

  @Test
  void itIsAskedToEndBeforeItIsKilled() {
    var asked = run("trap 'echo asked; exit 3' TERM; echo up; while :; do sleep 0.05; done");
    Waiting.until(asked, Duration.ofSeconds(10), () -> asked.lastLines(1).contains("up"));

    asked.stop(Duration.ofSeconds(10));

    assertThat(asked.ended().join()).isEqualTo(3);
    assertThat(asked.lastLines(1)).containsExactly("asked");
  }

  @Test
  void oneThatDoesNotListenIsKilled() {
    var deaf = run("trap '' TERM; echo up; while :; do sleep 0.05; done");
    Waiting.until(deaf, Duration.ofSeconds(10), () -> deaf.lastLines(1).contains("up"));

    deaf.stop(Duration.ofMillis(100));

    assertThat(deaf.isAlive()).isFalse();
  }

  @Test
  void aPausedOneCanBeStopped() {
    var paused = run("sleep 60");
    paused.pause();

    paused.stop(Duration.ofSeconds(10));

    assertThat(paused.isAlive()).isFalse();
  }

  @Test
  void itLeadsASessionOfItsOwnSoThatCtrlCDoesNotReachIt() {
    var own = run("ps -o sid= -p $$");

    own.ended().join();

    assertThat(own.lastLines(1).getFirst().strip()).isEqualTo(Long.toString(own.handle().pid()));
  }

  @Test
  void waitingForOneThatEndsShowsWhatItSaidLastSinceItsStart() {
    run("echo from the first life").ended().join();
    var failing = run("echo no such luck; exit 1");

    assertThatThrownBy(() -> Waiting.until(failing, Duration.ofSeconds(10), () -> false))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("no such luck")
        .hasMessageNotContaining("first life");
  }

  private ServerProcess run(String script) {
    process =
        ServerProcess.start(
            "Script",
            List.of(),
            List.of("/bin/sh", "-c", script),
            Map.of(),
            folder.resolve("log"),
            Signal.TERMINATE);
    return process;
  }
}
