package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The example flows with api and worker in containers of the images that are shipped: not root,
 * with a read-only file system, drained when they stop. Where containers cannot run, it is skipped
 * with the reason.
 */
@EnabledIf("areBuilt")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContainersIT extends ExampleFlows {
  private static final class Running {
    private static final Containers CONTAINERS = Containers.started();
  }

  ContainersIT() {
    super(Running.CONTAINERS.product());
  }

  static boolean areBuilt() {
    var obstacle = Containers.build();
    if (!obstacle.isEmpty()) {
      System.err.println("ContainersIT is SKIPPED, no image was built or run: " + obstacle);
    }
    return obstacle.isEmpty();
  }

  @AfterAll
  void stop() {
    Running.CONTAINERS.close();
  }

  @Test
  void theyAreNotRootAndCanWriteNowhere() {
    for (var service : Containers.SERVICES) {
      assertThat(in(service, "id", "-u").orThrow().strip()).isEqualTo("10001");
      assertThat(in(service, "touch", "/parley/x").status()).isNotZero();
      assertThat(in(service, "touch", "/tmp/x").status()).isZero();
    }
  }

  private static Tools.Ran in(String service, String... command) {
    return Running.CONTAINERS.in(service, command);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void theyAnswerUntilTheyAreOutOfServiceAndEndInOrder() {
    var containers = Running.CONTAINERS;
    containers.terminate("api");
    var health = Eventually.the(() -> get("health"), answer -> answer.statusCode() != 200);
    assertThat(health.body()).contains("This instance is stopping");
    assertThat(get("workflows").statusCode()).isEqualTo(200);
    assertThat(containers.status("api")).as(containers.log("api")).isIn(0, 143);

    containers.terminate("worker");
    assertThat(containers.status("worker")).as(containers.log("worker")).isIn(0, 143);
  }

  private static HttpResponse<String> get(String path) {
    return Running.CONTAINERS.product().raw("GET", path, "application/json", "");
  }
}
