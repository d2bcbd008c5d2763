package dev.parley.servers.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tests of two builds on one machine do not take one another's ports. */
class PortsTest {
  /** The other process. */
  static final class Another {
    private Another() {}

    public static void main(String... port) {
      System.exit(Ports.claimed(Integer.parseInt(port[0])) ? 0 : 1);
    }
  }

  @Test
  void aPortIsGivenToOneProcessAtATime() throws IOException, InterruptedException {
    var port = Ports.free();
    assertThat(another(port)).as("claims a port that is given here").isEqualTo(1);

    var unclaimed = unclaimed(port);
    assertThat(another(unclaimed)).as("claims one that is not").isZero();
    assertThat(Ports.claimed(unclaimed)).as("after its end").isTrue();
  }

  /** Returns a port that no process gives, because it is below the range. */
  private static int unclaimed(int port) {
    return port - 20_000 + 1;
  }

  private static int another(int port) throws IOException, InterruptedException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Another.class.getName(),
            Integer.toString(port))
        .inheritIO()
        .start()
        .waitFor();
  }
}
