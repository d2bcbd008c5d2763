package dev.parley.worker;

import static dev.parley.worker.Runs.chain;
import static dev.parley.worker.Runs.conversation;
import static dev.parley.worker.Runs.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.EventType;
import dev.parley.execution.Contract;
import dev.parley.execution.Options;
import dev.parley.execution.TemporalPayloads;
import dev.parley.worker.workflow.InterpretedExecution;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays runs recorded by earlier builds. Each release adds its own:
 *
 * <pre>./mvnw -pl worker -am test -Dtest=HistoriesTest -Dparley.histories=0.2</pre>
 */
class HistoriesTest {
  private static final Path KEPT = Path.of("src/test/resources/histories");
  private static final TestWorkflowEnvironment TEMPORAL =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(TemporalPayloads.converter())
                      .build())
              .build());
  private static final Worker WORKER = worker();

  private static Worker worker() {
    var worker = TEMPORAL.newWorker(Contract.CONVERSATION_QUEUE);
    worker.registerWorkflowImplementationTypes(InterpretedExecution.class);
    return worker;
  }

  @AfterAll
  static void close() {
    TEMPORAL.close();
  }

  static Stream<Path> kept() throws IOException {
    try (var files = Files.list(KEPT)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("kept")
  void aRecordedRunIsReplayed(Path file) throws Exception {
    WORKER.replayWorkflowExecution(WorkflowExecutionHistory.fromJson(Files.readString(file)));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void aRunOfOtherCodeIsNot(Path file) throws Exception {
    var changed =
        Files.readString(file)
            .replaceAll("\"(name|type)\": \"(Fetch|StarConversation)\"", "\"$1\": \"Other\"");
    if (!changed.equals(Files.readString(file))) {
      assertThatThrownBy(
              () -> WORKER.replayWorkflowExecution(WorkflowExecutionHistory.fromJson(changed)))
          .isInstanceOf(Throwable.class);
    }
  }

  @Test
  void thereAreHistoriesOfEveryWayThatARunCanGo() throws IOException {
    var all = new StringBuilder();
    for (var file : kept().toList()) {
      all.append(Files.readString(file));
    }
    assertThat(all.toString())
        .contains(
            "EVENT_TYPE_MARKER_RECORDED",
            "EVENT_TYPE_TIMER_FIRED",
            "EVENT_TYPE_TIMER_CANCELED",
            "EVENT_TYPE_ACTIVITY_TASK_COMPLETED",
            "EVENT_TYPE_ACTIVITY_TASK_FAILED",
            "EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES",
            "EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED",
            "EVENT_TYPE_WORKFLOW_EXECUTION_FAILED",
            "EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED");
  }

  @Test
  @EnabledIfSystemProperty(named = "parley.histories", matches = ".+")
  void recordThisBuilds() throws Exception {
    try (var runs = new Runs();
        var server = new MockWebServer()) {
      server.start(InetAddress.getLoopbackAddress(), 0);
      server.enqueue(new MockResponse.Builder().code(503).build());
      server.enqueue(new MockResponse.Builder().build());
      server.enqueue(new MockResponse.Builder().code(404).build());
      var fetch = Map.<String, Object>of("url", "http://127.0.0.1:" + server.getPort() + "/sample");
      var open = Map.of("field", "status", "operator", "is", "value", "open");
      var graph =
          chain(
              EventType.CREATED,
              node("hello", "sendMessage", Map.of("text", "Hello")),
              node("wait", "delay", Map.of("amount", 3, "unit", "days")),
              node("star", "starConversation", Map.of()),
              node("ask", "fetch", fetch),
              node("open", "decision", Map.of("conditions", List.of(open))));
      keep("completed", runs.start(graph, conversation(), Options.NONE).ended());
      var refused = chain(EventType.CREATED, node("ask", "fetch", fetch));
      keep("failed", unended(runs.start(refused, conversation(), Options.NONE)));
      var ordinary =
          chain(
              EventType.CREATED,
              node("star", "starConversation", Map.of()),
              node("done", "end", Map.of()));
      keep(
          "ordinary",
          runs.start(ordinary, conversation(), new Options(true, false, true, Map.of())).ended());
      keep("empty", runs.start(chain(EventType.CREATED), conversation(), Options.NONE).ended());
      var waiting = runs.start(graph, conversation(), Options.NONE);
      runs.after(Duration.ofMinutes(1));
      waiting.stub.cancel();
      keep("cancelled", unended(waiting));
    }
  }

  private static Runs.Run unended(Runs.Run run) {
    assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
    return run;
  }

  private static void keep(String name, Runs.Run run) throws IOException {
    var file = KEPT.resolve(System.getProperty("parley.histories") + "-" + name + ".json");
    // The recording process and machine are irrelevant to the run.
    var json = run.history().toJson(true).replaceAll("\\d+@[\\w.-]+", "worker");
    Files.writeString(file, json + "\n");
  }
}
