package dev.parley.worker;

import static dev.parley.worker.Runs.chain;
import static dev.parley.worker.Runs.conversation;
import static dev.parley.worker.Runs.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.EventType;
import dev.parley.execution.Mode;
import dev.parley.execution.Options;
import dev.parley.extraction.ModelSettings;
import dev.parley.store.Models;
import dev.parley.worker.extraction.ModelPeer;
import io.temporal.client.WorkflowFailedException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AI Extraction with a model whose responses are valid, invalid, late or missing. */
class ModelStepsTest {
  private static final String KEY = "sample-model-key";
  private static final String TEXT = "My parcel A-1002 never came. Write to sample@example.com.";
  private static final String GOOD =
      """
      {"labels": [{"name": "Late parcel", "confidence": 0.9}],
       "fields": {"order_number": {"value": "A-1002", "confidence": 0.8}, "mail": null},
       "sentiment": {"value": "negative", "confidence": 0.7}}
      """;
  private static final String WRONG_FIELDS = "{\"labels\": [\"VIP\"], \"vip\": true}";

  private static Runs runs;
  private static Runs.Subjects subjects;
  private ModelPeer peer;

  @BeforeAll
  static void start() {
    runs = new Runs("127.0.0.1");
    subjects = runs.subjects();
  }

  @AfterAll
  static void stop() {
    runs.model(ModelSettings.NONE, null);
    subjects.archive();
    runs.close();
  }

  @BeforeEach
  void peer() {
    peer = new ModelPeer();
    runs.model(settings(ModelSettings.Provider.OPENAI, null, null), KEY);
  }

  @AfterEach
  void close() {
    peer.close();
  }

  private ModelSettings settings(
      ModelSettings.Provider provider, @Nullable Long dailyTokens, @Nullable Double dailyCost) {
    return new ModelSettings(
        provider, peer.url(), "sample", 2, 500, dailyTokens, 1_000.0, 2_000.0, dailyCost);
  }

  private Runs.Run run() {
    return run(Mode.PRODUCTION, Options.NONE);
  }

  private Runs.Run run(Mode mode, Options options) {
    return runs.start(
        chain(
            EventType.CREATED,
            node(
                "read",
                "aiExtraction",
                Map.of("labels", true, "fields", subjects.fields(), "sentiment", true)),
            node("tell", "sendMessage", Map.of("text", "{{ steps.read.method }}"))),
        conversation(),
        options,
        TEXT,
        mode);
  }

  private void failed(Runs.Run run, String error) {
    assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
    assertThat(run.error()).startsWith(error);
    assertThat(run.conversation().labels()).isEmpty();
    assertThat(run.conversation().fields()).isEqualTo(Map.of("plan", "pro"));
    assertThat(run.conversation().sentiment()).isNull();
    assertThat(run.messages()).isEmpty();
  }

  private void written(Runs.Run run) {
    assertThat(run.ended().messages()).containsExactly("model");
    assertThat(run.conversation().labels())
        .extracting(label -> label.name())
        .containsExactly("Late parcel");
    assertThat(run.conversation().fields())
        .isEqualTo(Map.of("plan", "pro", "order_number", "A-1002"));
    assertThat(run.conversation().sentiment()).isEqualTo("negative");
  }

  @Test
  void theModelsFindingsAreWritten() {
    peer.says(GOOD);
    var run = run();
    written(run);
    assertThat(run.output("read"))
        .containsEntry("method", "model")
        .containsEntry("model", "sample")
        .containsEntry("tokens", Map.of("input", 120, "output", 30))
        .doesNotContainKey("repaired");
    assertThat(run.output("read").get("confidence"))
        .isEqualTo(Map.of("Late parcel", 0.9, "order_number", 0.8, "sentiment", 0.7));
    var asked = peer.asked().getFirst();
    assertThat(asked.path()).isEqualTo("/v1/chat/completions");
    assertThat(asked.headers().get("Authorization")).containsExactly("Bearer " + KEY);
    assertThat(asked.body().path("model").asString()).isEqualTo("sample");
    assertThat(asked.body().path("max_tokens").asInt()).isEqualTo(500);
    var format = asked.body().path("response_format").path("json_schema");
    assertThat(format.path("strict").asBoolean()).isTrue();
    assertThat(format.path("schema").path("properties").propertyNames())
        .containsExactlyInAnyOrder("labels", "fields", "sentiment");
  }

  @Test
  void anAnthropicModelIsAskedInItsOwnProtocol() {
    runs.model(settings(ModelSettings.Provider.ANTHROPIC, null, null), KEY);
    peer.says(GOOD);
    written(run());
    var asked = peer.asked().getFirst();
    assertThat(asked.path()).isEqualTo("/v1/messages");
    assertThat(asked.headers().get("X-api-key")).containsExactly(KEY);
    assertThat(asked.body().path("max_tokens").asInt()).isEqualTo(500);
  }

  @Test
  void anAnswerThatIsNoJsonIsRepairedOnce() {
    peer.says("Sure! The customer waits for a parcel.").says("```json\n" + GOOD + "```");
    var run = run();
    written(run);
    assertThat(run.output("read"))
        .containsEntry("repaired", true)
        .containsEntry("tokens", Map.of("input", 240, "output", 60));
    var asked = peer.asked();
    assertThat(asked).hasSize(2);
    assertThat(asked.getLast().said("user").getLast()).contains("it is not one JSON object");
  }

  @Test
  void anAnswerThatDoesNotFitTwiceFailsTheStepAndWritesNothing() {
    peer.says(WRONG_FIELDS).says(WRONG_FIELDS);
    failed(
        run(), "PeerRefused at read: The model's answer still does not match the requested schema");
    assertThat(peer.asked()).hasSize(2);
  }

  @Test
  void anAddressMissingFromTheMessagesIsRejected() {
    var invented =
        GOOD.replace(
            "\"mail\": null", "\"mail\": {\"value\": \"other@example.com\", \"confidence\": 0.9}");
    peer.says(invented).says(invented);
    var run = run();
    failed(run, "PeerRefused at read: ");
    assertThat(run.error()).contains("must be an email address from the messages");
  }

  @Test
  void anAnswerCutOffAtTheLimitFailsTheStep() {
    peer.startsToSay(GOOD.substring(0, 60));
    failed(run(), "PeerRefused at read: The model's answer was cut off after 500 tokens");
    assertThat(peer.asked()).hasSize(1);
  }

  @Test
  void aBusyModelIsAskedAgainByTemporalAlone() {
    peer.asksForPatience(7).answers(503, "").says(GOOD);
    var run = run();
    written(run);
    assertThat(peer.asked()).hasSize(3);
    assertThat(run.step("read")).isEqualTo("completed after 3");
  }

  @Test
  void aSlowModelIsAskedAgain() {
    peer.isSilent().says(GOOD);
    var run = run();
    written(run);
    assertThat(run.step("read")).isEqualTo("completed after 2");
  }

  @Test
  void aConnectionThatBreaksIsAskedAgain() {
    peer.breaksOff().says(GOOD);
    var run = run();
    written(run);
    assertThat(run.step("read")).isEqualTo("completed after 2");
  }

  @Test
  void aKeyThatIsRefusedFailsTheStepAndIsNotShown() {
    peer.answers(401, "{\"error\": {\"message\": \"Incorrect key " + KEY + "\"}}");
    var run = run();
    failed(run, "NotConfigured at read: The model answered 401.");
    assertThat(run.error()).contains("•••").doesNotContain(KEY);
  }

  @Test
  void somethingElseAtTheAddressFailsTheStep() {
    peer.answers(200, "<html>Welcome</html>");
    failed(run(), "PeerRefused at read: The server does not speak the protocol");
  }

  @Test
  void theLimitsOfTheDayHold() {
    peer.saysWithoutUsage(GOOD);
    var run = run();
    written(run);
    assertThat(String.valueOf(run.output("read").get("tokens"))).contains("estimated");
    var used = runs.sql(Models::today);
    assertThat(used.outputTokens()).isPositive();
    peer.asked();

    runs.model(
        settings(ModelSettings.Provider.OPENAI, used.inputTokens() + used.outputTokens(), null),
        KEY);
    failed(run(), "StepRefused at read: The model's daily limit (UTC) is reached");
    runs.model(settings(ModelSettings.Provider.OPENAI, null, used.cost()), KEY);
    failed(run(), "StepRefused at read: The model's daily limit (UTC) is reached");
    assertThat(peer.asked()).isEmpty();
  }

  @Test
  void aTestCallsTheModelOnlyIfConfigured() {
    var silent = new Options(false, true, false, Map.of());
    var read = run(Mode.TEST, silent).ended();
    assertThat(read.messages()).containsExactly("built-in");
    var chosen =
        new Options(
            false,
            true,
            false,
            Map.of("read", Map.of("method", "sample", "sentiment", "positive")));
    var sampled = run(Mode.TEST, chosen).ended();
    assertThat(sampled.messages()).containsExactly("sample");
    assertThat(sampled.conversation().sentiment()).isEqualTo("positive");
    assertThat(peer.asked()).isEmpty();

    peer.says(GOOD);
    written(run(Mode.TEST, new Options(false, true, true, Map.of())));
  }

  @Test
  void withoutAModelThisMachineReads() {
    runs.model(ModelSettings.NONE, null);
    assertThat(run().ended().messages()).containsExactly("built-in");
    assertThat(peer.asked()).isEmpty();
  }

  @Test
  void theGuardRefusesAModelOnLoopback() {
    try (var strict = new Runs("")) {
      var run =
          strict.start(
              chain(
                  EventType.CREATED,
                  node("read", "aiExtraction", Map.of("labels", true, "sentiment", true))),
              conversation(),
              Options.NONE,
              TEXT);
      failed(run, "StepRefused at read: The address ");
      assertThat(peer.asked()).isEmpty();
    }
  }

  @Test
  void temporalSeesNeitherMessagesNorFindingsNorKeys() {
    peer.says(WRONG_FIELDS).says(GOOD);
    var run = run();
    written(run);
    assertThat(run.history().toString()).doesNotContain("A-1002", "parcel", "sample@", KEY);
  }

  @Test
  void aTrialReportsTheModelsFindingsAndWritesNothing() {
    peer.says(GOOD.replace("\"mail\": null", "\"mail\": null" + others()));
    assertThat(trial())
        .containsEntry("ok", true)
        .containsEntry("method", "model")
        .containsEntry("sentiment", "negative");
    peer.answers(403, "");
    assertThat(trial())
        .containsEntry("ok", false)
        .containsEntry(
            "error",
            Map.of(
                "code",
                "NotConfigured",
                "message",
                "The model answered 403. Check address, model and key in Settings, Models."));
  }

  /** A trial requests all fields, including those of other tests. */
  private static String others() {
    return runs.fieldKeys().stream()
        .filter(key -> !List.of("order_number", "mail").contains(key))
        .map(key -> ", \"" + key + "\": null")
        .reduce("", String::concat);
  }

  private static Map<String, Object> trial() {
    var id = runs.sql(tx -> Models.open(tx, TEXT));
    runs.extraction.attempt(id.toString());
    return runs.sql(tx -> Models.close(tx, id)).orElseThrow();
  }
}
