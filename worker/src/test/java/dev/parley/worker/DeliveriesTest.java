package dev.parley.worker;

import static dev.parley.db.Tables.CHANNEL_ACCOUNT;
import static dev.parley.db.Tables.CONVERSATION;
import static dev.parley.db.Tables.MESSAGE;
import static dev.parley.db.Tables.WEBHOOK_ATTEMPT;
import static dev.parley.worker.Runs.chain;
import static dev.parley.worker.Runs.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.Channel;
import dev.parley.conversation.Connector;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Status;
import dev.parley.execution.Contract;
import dev.parley.execution.FailureType;
import dev.parley.execution.Options;
import dev.parley.execution.OutsideCheck;
import dev.parley.execution.StepFailure;
import dev.parley.graph.Graph;
import dev.parley.store.Conversations;
import dev.parley.store.Ids;
import dev.parley.store.webhook.Attempts;
import dev.parley.worker.Runs.Run;
import dev.parley.worker.outbound.Attempt;
import dev.parley.worker.outbound.ChannelConnector;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
  private static final Recording CHANNEL = new Recording();
  private static final Runs RUNS = new Runs("127.0.0.1", CHANNEL);
  private static final Graph GRAPH =
      chain(
          EventType.CREATED,
          node("say", "sendMessage", Map.of("text", "Parcel {{ conversation.id }}")),
          node("star", "starConversation", Map.of()));

  /** A channel that records deliveries and can reject them. */
  private static final class Recording implements ChannelConnector {
    private final List<Delivery> carried = new CopyOnWriteArrayList<>();
    private final ArrayDeque<StepFailure> refusals = new ArrayDeque<>();
    private volatile String away = "";

    @Override
    public Attempt carry(Delivery delivery) {
      carried.add(delivery);
      if (delivery.text().equals(away)) {
        return new Attempt.Failed(
            503, new StepFailure(FailureType.PEER_UNAVAILABLE, "answered 503"));
      }
      return refusals.isEmpty()
          ? new Attempt.Accepted(200, "given-" + carried.size())
          : new Attempt.Failed(503, refusals.pop());
    }
  }

  @AfterAll
  static void close() {
    RUNS.close();
  }

  @BeforeEach
  void forget() {
    CHANNEL.carried.clear();
    CHANNEL.refusals.clear();
    CHANNEL.away = "";
  }

  private static Conversation outside(boolean sandbox) {
    var id = "conv-" + UUID.randomUUID();
    var made =
        new Conversation(
            id,
            Channel.FACEBOOK,
            Status.OPEN,
            false,
            List.of(),
            null,
            null,
            Map.of(),
            null,
            sandbox);
    return RUNS.database.write(tx -> {
      Conversations.insertIfAbsent(tx, made);
      var account = Ids.next();
      tx.insertInto(CHANNEL_ACCOUNT)
          .set(CHANNEL_ACCOUNT.ID, account)
          .set(CHANNEL_ACCOUNT.NAME, "Sample account " + account)
          .set(CHANNEL_ACCOUNT.CHANNEL, "facebook")
          .set(CHANNEL_ACCOUNT.CONNECTOR, Connector.WEBHOOK.wire())
          .set(CHANNEL_ACCOUNT.URL, "http://channel.example")
          .execute();
      tx.update(CONVERSATION)
          .set(CONVERSATION.ACCOUNT_ID, account)
          .where(CONVERSATION.ID.eq(id))
          .execute();
      return made;
    });
  }

  private static List<String> deliveries(Run run) {
    return RUNS.database.write(tx ->
        tx.selectFrom(MESSAGE)
            .where(MESSAGE.CONVERSATION_ID.eq(run.execution.conversationId()))
            .orderBy(MESSAGE.SEQ)
            .fetch(row ->
                row.getDelivery()
                    + " "
                    + (row.getChannelMessageId() == null
                        ? row.getDeliveryError()
                        : row.getChannelMessageId())));
  }

  /** Returns what Temporal stores; the text form shows payloads in clear. */
  private static String told(Run run) {
    return run.history().getEvents().toString();
  }

  @Test
  void aStepIsDoneWhenTheChannelHasAcceptedItsMessage() {
    var conversation = outside(false);
    var run = RUNS.start(GRAPH, conversation, Options.NONE).ended();
    assertThat(run.steps()).containsExactly("say completed next", "star completed next");
    assertThat(deliveries(run)).containsExactly("delivered given-1");
    assertThat(CHANNEL.carried)
        .singleElement()
        .satisfies(delivery -> {
          assertThat(delivery.text()).isEqualTo("Parcel " + conversation.id());
          assertThat(delivery.conversation().id()).isEqualTo(conversation.id());
          assertThat(delivery.account().url()).isEqualTo("http://channel.example");
        });
    assertThat(told(run)).contains("name: \"Deliver\"").contains("accepted by the channel");
    assertThat(told(run)).doesNotContain("Parcel");
  }

  /**
   * It begins in the transaction of the preceding steps, and is delivered by an activity of its
   * own.
   */
  @Test
  void aMessageAfterOtherStepsIsDeliveredOnce() {
    var graph =
        chain(
            EventType.CREATED,
            node("star", "starConversation", Map.of()),
            node("say", "sendMessage", Map.of("text", "Parcel")),
            node("again", "sendMessage", Map.of("text", "Parcel again")),
            node("plain", "unstarConversation", Map.of()));
    var run = RUNS.start(graph, outside(false), Options.NONE).ended();
    assertThat(run.steps())
        .containsExactly(
            "star completed next",
            "say completed next",
            "again completed next",
            "plain completed next");
    assertThat(deliveries(run)).containsExactly("delivered given-1", "delivered given-2");
    assertThat(CHANNEL.carried)
        .extracting(ChannelConnector.Delivery::text)
        .containsExactly("Parcel", "Parcel again");
  }

  @Test
  void aChannelThatIsAwayIsAskedAgainWithTheSameKey() {
    CHANNEL.refusals.add(new StepFailure(FailureType.PEER_UNAVAILABLE, "answered 503"));
    CHANNEL.refusals.add(new StepFailure(FailureType.PEER_UNAVAILABLE, "answered 503"));
    var run = RUNS.start(GRAPH, outside(false), Options.NONE).ended();
    assertThat(deliveries(run)).containsExactly("delivered given-3");
    assertThat(CHANNEL.carried).hasSize(3);
    assertThat(CHANNEL.carried).extracting(ChannelConnector.Delivery::key).containsOnly(key(0));
    assertThat(CHANNEL.carried)
        .extracting(ChannelConnector.Delivery::message)
        .containsOnly(message(0));
  }

  private static String key(int index) {
    return CHANNEL.carried.get(index).key();
  }

  private static String message(int index) {
    return CHANNEL.carried.get(index).message();
  }

  @Test
  void aRefusalOfTheChannelFailsTheStepWithItsReason() {
    CHANNEL.refusals.add(
        new StepFailure(FailureType.PEER_REFUSED, "answered 422", "The number is not in use."));
    var run = RUNS.start(GRAPH, outside(false), Options.NONE);
    assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
    assertThat(run.steps()).containsExactly("say failed");
    assertThat(run.error()).isEqualTo("PeerRefused at say: The number is not in use.");
    assertThat(deliveries(run)).containsExactly("failed The number is not in use.");
    assertThat(run.conversation().starred()).isFalse();
    assertThat(told(run)).contains("answered 422").doesNotContain("The number is not in use");
  }

  @Test
  void aSandboxIsIsolated() {
    var run = RUNS.start(GRAPH, outside(true), Options.NONE).ended();
    assertThat(CHANNEL.carried).isEmpty();
    assertThat(run.messages()).hasSize(1);
    assertThat(told(run)).doesNotContain("name: \"Deliver\"");
  }

  @Test
  void aConversationWithoutAnAccountIsServedInTheStore() {
    var run = RUNS.start(GRAPH, Runs.conversation(), Options.NONE).ended();
    assertThat(CHANNEL.carried).isEmpty();
    assertThat(deliveries(run)).containsExactly("delivered null");
  }

  private static List<String> attempts(Run run) {
    return RUNS.database.write(tx ->
        tx.select(WEBHOOK_ATTEMPT.fields())
            .from(WEBHOOK_ATTEMPT)
            .join(MESSAGE)
            .on(MESSAGE.ID.eq(WEBHOOK_ATTEMPT.MESSAGE_ID))
            .where(MESSAGE.CONVERSATION_ID.eq(run.execution.conversationId()))
            .orderBy(WEBHOOK_ATTEMPT.ID)
            .fetch(row ->
                row.get(WEBHOOK_ATTEMPT.ACCEPTED)
                    + " "
                    + row.get(WEBHOOK_ATTEMPT.STATUS)
                    + " "
                    + row.get(WEBHOOK_ATTEMPT.ERROR)));
  }

  @Test
  void everyAttemptIsRecorded() {
    CHANNEL.refusals.add(new StepFailure(FailureType.PEER_UNAVAILABLE, "away", "It is away."));
    CHANNEL.refusals.add(new StepFailure(FailureType.PEER_UNAVAILABLE, "away", "Still away."));
    var run = RUNS.start(GRAPH, outside(false), Options.NONE).ended();
    assertThat(attempts(run))
        .containsExactly("false 503 It is away.", "false 503 Still away.", "true 200 null");
  }

  private static Graph saying(String text) {
    return chain(EventType.CREATED, node("say", "sendMessage", Map.of("text", text)));
  }

  @Test
  void aLaterMessageWaitsForAnEarlierOneOfItsConversation() {
    for (int i = 0; i < 4; i++) {
      CHANNEL.refusals.add(new StepFailure(FailureType.PEER_UNAVAILABLE, "answered 503"));
    }
    var conversation = outside(false);
    var first = RUNS.start(saying("First"), conversation, Options.NONE);
    first.awaitSteps(List.of("say retrying"));
    var second = RUNS.start(saying("Second"), conversation, Options.NONE);
    second.awaitSteps(List.of("say retrying"));
    second.ended();
    first.ended();
    assertThat(CHANNEL.carried)
        .extracting(ChannelConnector.Delivery::text)
        .containsExactly("First", "First", "First", "First", "First", "Second");
  }

  @Test
  void otherConversationsDoNotWait() {
    CHANNEL.away = "First";
    var first = RUNS.start(saying("First"), outside(false), Options.NONE);
    first.awaitSteps(List.of("say retrying"));
    var other = RUNS.start(saying("Other"), outside(false), Options.NONE);
    other.awaitSteps(List.of("say completed next"));
    assertThat(first.steps()).containsExactly("say retrying");
    CHANNEL.away = "";
    first.ended();
    assertThat(first.steps()).containsExactly("say completed next");
  }

  @Test
  void aRefusedMessageIsSentAgainWithItsKey() {
    CHANNEL.refusals.add(
        new StepFailure(FailureType.PEER_REFUSED, "answered 422", "The number is not in use."));
    var run = RUNS.start(saying("Parcel"), outside(false), Options.NONE);
    assertThatThrownBy(run::ended).isInstanceOf(WorkflowFailedException.class);
    sendAgain();
    assertThat(deliveries(run)).containsExactly("delivered given-2");
    assertThat(key(1)).isEqualTo(key(0));
    assertThat(attempts(run))
        .containsExactly("false 503 The number is not in use.", "true 200 null");
    CHANNEL.refusals.add(new StepFailure(FailureType.PEER_UNAVAILABLE, "away", "It is away."));
    sendAgain();
    assertThat(deliveries(run)).containsExactly("delivered given-2");
    assertThat(attempts(run)).last().isEqualTo("false 503 It is away.");
  }

  private static void sendAgain() {
    var asked =
        RUNS.database.write(tx -> {
          var account = CHANNEL.carried.getFirst().account().id();
          return Attempts.ask(tx, account, message(0), key(0), "Sample Person");
        });
    RUNS.temporal
        .getWorkflowClient()
        .newWorkflowStub(
            OutsideCheck.class,
            WorkflowOptions.newBuilder().setTaskQueue(Contract.CONVERSATION_QUEUE).build())
        .run(Contract.SEND_AGAIN, asked.toString());
  }
}
