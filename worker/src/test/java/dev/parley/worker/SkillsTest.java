package dev.parley.worker;

import static dev.parley.worker.Runs.chain;
import static dev.parley.worker.Runs.conversation;
import static dev.parley.worker.Runs.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.EventType;
import dev.parley.execution.FailureType;
import dev.parley.execution.Options;
import dev.parley.execution.StepFailure;
import dev.parley.node.Call;
import dev.parley.store.Conversations;
import dev.parley.store.SkillSets;
import dev.parley.worker.outbound.GuardedHttp;
import dev.parley.worker.outbound.Skills;
import dev.parley.worker.skill.SkillServer;
import io.temporal.client.WorkflowFailedException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Skills of the published MCP server, and of the built-in one. */
class SkillsTest {
  private static final String BUILT_IN = SkillSets.BUILT_IN_ID.toString();

  private static Runs runs;
  private static EverythingServer server;
  private static String everything;

  @BeforeAll
  static void start() throws Exception {
    server = new EverythingServer();
    runs = new Runs("127.0.0.1");
    runs.skills.introduce();
    everything = runs.skillSet(server.url());
  }

  @AfterAll
  static void stop() throws Exception {
    runs.close();
    server.close();
  }

  private static Runs.Run run(Map<String, Object> skill, String later) {
    return runs.start(
        chain(
            EventType.CREATED,
            node("ask", "customSkill", skill),
            node("tell", "sendMessage", Map.of("text", later))),
        conversation(),
        Options.NONE,
        "Bonjour, où est ma commande?");
  }

  @Test
  void aPublishedServerListsItsSkillsWithTheirSchemas() {
    assertThat(runs.health(everything)).startsWith("healthy");
    var place = runs.sql(tx -> SkillSets.place(tx, java.util.UUID.fromString(everything)));
    var echo =
        place.orElseThrow().skills().stream()
            .filter(skill -> skill.name().equals("echo"))
            .findFirst()
            .orElseThrow();
    assertThat(echo.parameters()).containsKeys("type", "properties");
  }

  @Test
  void aLaterNodeReadsATextResult() {
    var run =
        run(
                Map.of(
                    "skillSet",
                    everything,
                    "skill",
                    "echo",
                    "arguments",
                    Map.of("message", "{{ message.text }}")),
                "It said {{ steps.ask.result }}")
            .ended();
    assertThat(run.messages()).containsExactly("It said Echo: Bonjour, où est ma commande?");
  }

  @Test
  void aLaterNodeReadsAStructuredResult() {
    var run =
        run(
                Map.of(
                    "skillSet",
                    everything,
                    "skill",
                    "get-structured-content",
                    "arguments",
                    Map.of("location", "New York")),
                "{{ steps.ask.result.temperature }} degrees, {{ steps.ask.result.conditions }}")
            .ended();
    assertThat(run.messages().getFirst()).matches("\\d+ degrees, \\w.*");
  }

  @Test
  void anErrorOfTheSkillFailsTheStepAndIsNotTriedAgain() {
    var run =
        run(Map.of("skillSet", everything, "skill", "get-sum", "arguments", Map.of("a", "x")), "-");
    assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
    assertThat(run.error()).startsWith("PeerRefused at ask: ").contains("get-sum", "It said");
    assertThat(run.steps()).doesNotContain("tell completed next");
  }

  @Test
  void anUnknownSkillFailsTheStep() {
    var run = run(Map.of("skillSet", everything, "skill", "no-such", "arguments", Map.of()), "-");
    assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
    assertThat(run.error()).startsWith("PeerRefused at ask: ");
  }

  /** So that handshake and call together end before the next attempt begins. */
  @Test
  void aServerThatDoesNotEvenGreetIsGivenUpEarly() throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var url = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/mcp");
      var server =
          new SkillServer(
              new GuardedHttp("127.0.0.1").streaming(),
              GuardedHttp::refusal,
              url,
              null,
              Skills.PATIENCE);
      var begun = System.nanoTime();
      assertThatThrownBy(() -> server.run("echo", Map.of(), false))
          .isInstanceOfSatisfying(
              StepFailure.class,
              failure -> assertThat(failure.type()).isEqualTo(FailureType.PEER_UNAVAILABLE));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    }
  }

  private static final String SLOW = "trigger-long-running-operation";
  private static final Map<String, Object> TOO_SLOW = Map.of("duration", 20, "steps", 2);

  @Test
  void aSlowSkillThatItsServerCallsHarmlessIsAskedAgain() {
    var call = new Call.Skill(everything, SLOW, TOO_SLOW);
    assertThatThrownBy(() -> runs.skills.answer(call))
        .isInstanceOfSatisfying(
            StepFailure.class,
            failure -> {
              assertThat(failure.type()).isEqualTo(FailureType.PEER_UNAVAILABLE);
              assertThat(failure.summary()).isEqualTo("no answer within the time limit");
            });
  }

  @Test
  void aSkillThatIsTooSlowAndMayHaveActedIsNotAskedAgain() {
    var unknown = runs.skillSet(server.url());
    runs.forgetSkills(unknown);
    var run = run(Map.of("skillSet", unknown, "skill", SLOW, "arguments", TOO_SLOW), "-");
    assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
    assertThat(run.error()).startsWith("OutcomeUnknown at ask: The skill may have run");
  }

  /** The conversation is locked by another transaction, so that the skill's response is lost. */
  @Test
  void aSkillWhoseAnswerWasLostIsNotAskedAgainUnlessThatIsHarmless() {
    var unknown = runs.skillSet(server.url());
    runs.forgetSkills(unknown);
    var acting = answerLost(unknown);
    assertThatThrownBy(acting::ended).isInstanceOf(WorkflowFailedException.class);
    assertThat(acting.error()).startsWith("OutcomeUnknown at ask: The skill may have run");
    assertThat(answerLost(everything).ended().messages()).containsExactly("It said Echo: hi");
  }

  private static Runs.Run answerLost(String skillSet) {
    var held = conversation();
    runs.sql(tx -> Conversations.insertIfAbsent(tx, held));
    var echo = Map.of("skillSet", skillSet, "skill", "echo", "arguments", Map.of("message", "hi"));
    var begun = new AtomicReference<Runs.Run>();
    runs.holding(
        held.id(),
        () -> {
          begun.set(
              runs.start(
                  chain(
                      EventType.CREATED,
                      node("ask", "customSkill", echo),
                      node(
                          "tell", "sendMessage", Map.of("text", "It said {{ steps.ask.result }}"))),
                  held,
                  Options.NONE));
          begun.get().awaitSteps(List.of("ask retrying"));
        });
    return begun.get();
  }

  @Test
  void aServerThatIsGoneIsAskedAgainUntilItIsBack() throws Exception {
    try (var other = new EverythingServer()) {
      var set = runs.skillSet(other.url());
      other.stop();
      var call = new Call.Skill(set, "echo", Map.of("message", "hi"));
      assertThatThrownBy(() -> runs.skills.answer(call))
          .isInstanceOfSatisfying(
              StepFailure.class,
              failure -> assertThat(failure.type()).isEqualTo(FailureType.PEER_UNAVAILABLE));
      runs.skills.check(set);
      assertThat(runs.health(set)).startsWith("failing");
      other.start();
      assertThat(runs.skills.answer(call).reply().content()).containsEntry("result", "Echo: hi");
      runs.skills.check(set);
      assertThat(runs.health(set)).startsWith("healthy");
    }
  }

  @Test
  void theGuardRefusesLoopbackForUsersButNotForTheBuiltInSkills() {
    try (var strict = new Runs("")) {
      var set = strict.skillSet(server.url());
      assertThat(strict.health(set)).startsWith("failing").contains("not on the public Internet");
      var hours =
          strict.skills.answer(
              new Call.Skill(BUILT_IN, "business_hours", Map.of("timeZone", "Europe/Zurich")));
      assertThat(hours.reply().content().toString()).contains("open=true", "localTime=10:00");
    }
  }

  @Test
  void theBuiltInSkillsAnswer() {
    assertThat(runs.health(BUILT_IN)).startsWith("healthy");
    var run =
        run(
                Map.of(
                    "skillSet",
                    BUILT_IN,
                    "skill",
                    "detect_language",
                    "arguments",
                    Map.of("text", "{{ message.text }}")),
                "{{ steps.ask.result.language }} {{ steps.ask.result.name }}")
            .ended();
    assertThat(run.messages()).containsExactly("fr French");
    var found =
        runs.skills.answer(
            new Call.Skill(
                BUILT_IN,
                "find_references",
                Map.of("text", "Order 48213 and A-1002, write to sample@example.com.")));
    assertThat(found.reply().content())
        .containsEntry(
            "result",
            Map.of(
                "orderNumbers", java.util.List.of("48213", "A-1002"),
                "emails", java.util.List.of("sample@example.com")));
    assertThatThrownBy(() ->
            runs.skills.answer(
                new Call.Skill(BUILT_IN, "business_hours", Map.of("timeZone", "Nowhere/Else"))))
        .isInstanceOf(StepFailure.class);
  }

  @Test
  void theSecretHeaderIsNowhereToBeRead() {
    var run =
        run(
                Map.of(
                    "skillSet",
                    everything,
                    "skill",
                    "echo",
                    "arguments",
                    Map.of("message", "my key is Bearer sample-key")),
                "done")
            .ended();
    assertThat(run.ledger()).contains("Echo: my key is •••");
    assertThat(run.history().toString()).doesNotContain("sample-key");
  }
}
