package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * People's journeys in a real browser, which Playwright runs. They are among these tests to run
 * next to them, since most others spend their time waiting. {@code -De2e.skip} skips them.
 */
class JourneysIT {
  private static final Path ROOT = Checkout.root();
  private static final Path LOG = ROOT.resolve("local/target/journeys.log");
  private static final int LINES_SHOWN = 80;

  private static boolean ended;

  @Test
  @Timeout(value = 40, unit = TimeUnit.MINUTES)
  void everyJourneyReachesItsEnd() throws IOException, InterruptedException {
    assumeFalse("true".equals(System.getProperty("e2e.skip")), "skipped by -De2e.skip");
    // Playwright repeats failed tests itself; all of them again would only take time.
    assertThat(ended).as("the journeys have failed already, see %s", LOG).isFalse();
    var status = status();
    ended = true;
    var lines = Files.readAllLines(LOG);
    assertThat(status).as("%s%n%s", LOG, String.join("\n", last(lines))).isZero();
  }

  private static int status() throws IOException, InterruptedException {
    var process =
        new ProcessBuilder("sh", "ui/build/node.sh", "build/e2e.mjs")
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(LOG.toFile())
            .start();
    // Maven ends this JVM, but not what it has started, when the build is interrupted.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
    try {
      return process.waitFor();
    } finally {
      end(process);
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private static List<String> last(List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
  }
}
