package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.eventJson;
import static dev.parley.local.Product.executions;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The documented commands complete a run with the packaged product, and leave nothing behind. */
class LaunchIT {
  @Test
  void theCommandForOneMachine() {
    try (var launched = new Launched("./start", Map.of()).awaitWelcome()) {
      assertThat(parts(launched))
          .containsExactlyInAnyOrder(Part.DATABASE, Part.TEMPORAL, Part.API, Part.WORKER);
      carriesOutARunAndEnds(launched);
    }
  }

  @Test
  void theTopologyOfADeployment() {
    try (var launched = new Launched("local/cluster", Map.of()).awaitWelcome()) {
      assertThat(parts(launched)).containsExactlyInAnyOrder(Part.values());
      carriesOutARunAndEnds(launched);
    }
  }

  @Test
  void aServerThatCannotStartExplainsWhy() {
    try (var launched = new Launched("./start", Map.of("PARLEY_HOME", "/dev/null/parley"))) {
      assertThat(launched.status()).isEqualTo(1);
      assertThat(launched.said())
          .contains("The folder /dev/null/parley cannot be written: ")
          .containsIgnoringCase("not a directory")
          .doesNotContain("\tat ");
    }
  }

  private static List<Part> parts(Launched launched) {
    return launched.running().stream().map(Running::part).toList();
  }

  private static void carriesOutARunAndEnds(Launched launched) {
    try (var api = launched.client()) {
      var id =
          api.post("workflows", Api.object().put("name", "Launched"))
              .orThrow()
              .path("id")
              .asString();
      var graph =
          chain(
              "conversation.starred",
              "hello sendMessage {\"text\": \"Hello\"}",
              "bye sendMessage {\"text\": \"Bye\"}");
      api.post("workflows/" + id + "/publish", Api.object().set("graph", graph)).orThrow();
      var event = eventJson("launched-1", "conversation.starred", "launched-1", "webchat", "Hi");
      var run = executions(api.post("events", event).orThrow()).getFirst();
      var ended =
          Eventually.the(
              () -> api.get("executions/" + run).orThrow(),
              seen -> !List.of("pending", "running").contains(seen.path("status").asString()));
      assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("completed");
    }
    var processes = launched.running();
    launched.interrupt();
    assertThat(launched.status()).as(launched.said()).isEqualTo(143);
    assertThat(launched.said()).contains("Stopped.");
    assertThat(processes).allSatisfy(one -> assertThat(one.find()).isEmpty());
  }
}
