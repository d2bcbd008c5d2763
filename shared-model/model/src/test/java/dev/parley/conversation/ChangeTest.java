package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Change.Happening;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeTest {
  private static final Label VIP = new Label("1", "VIP");
  private static final Label URGENT = new Label("2", "Urgent");
  private static final Assignee USER = new Assignee(Assignee.Type.USER, "u");
  private static final Assignee PERSONA = new Assignee(Assignee.Type.PERSONA, "p");

  private static Conversation now(
      Status status, boolean starred, List<Label> labels, @Nullable Assignee assignee) {
    return new Conversation(
        "c",
        Channel.WEBCHAT,
        status,
        starred,
        labels,
        assignee,
        null,
        Map.of("plan", "pro"),
        null,
        false);
  }

  private static final Conversation NEW = now(Status.OPEN, false, List.of(), null);
  private static final Conversation OLD = now(Status.RESOLVED, true, List.of(VIP, URGENT), USER);

  /** Changes that have no effect. */
  static Stream<Change> alreadySo() {
    return Stream.of(
        new Change.Send("Hello"),
        new Change.SetStatus(Status.RESOLVED),
        new Change.SetStarred(true),
        new Change.AddLabels(List.of(URGENT, VIP)),
        new Change.AddLabels(List.of()),
        new Change.RemoveLabels(List.of(new Label("3", "Other"))),
        new Change.Assign(USER),
        new Change.SetFields(Map.of("plan", "pro")));
  }

  @ParameterizedTest
  @MethodSource("alreadySo")
  void changesWithoutEffectProduceNoEvent(Change change) {
    assertThat(change.on(OLD)).isEqualTo(new Change.Effect(OLD, List.of()));
  }

  @Test
  void statusStarAndAssigneeFireTheirTriggers() {
    assertThat(types(new Change.SetStatus(Status.RESOLVED), NEW))
        .containsExactly(EventType.RESOLVED);
    assertThat(types(new Change.SetStatus(Status.OPEN), OLD)).containsExactly(EventType.OPENED);
    assertThat(types(new Change.SetStarred(true), NEW)).containsExactly(EventType.STARRED);
    assertThat(types(new Change.Assign(USER), NEW)).containsExactly(EventType.USER_ASSIGNED);
    assertThat(types(new Change.Assign(PERSONA), OLD)).containsExactly(EventType.AI_ASSIGNED);
  }

  @Test
  void takingAStarOrAnAssigneeAwayIsAChangeButNoEvent() {
    assertThat(new Change.SetStarred(false).on(OLD).after().starred()).isFalse();
    assertThat(types(new Change.SetStarred(false), OLD)).isEmpty();
    assertThat(new Change.Assign(null).on(OLD).after().assignee()).isNull();
    assertThat(types(new Change.Assign(null), OLD)).isEmpty();
  }

  @Test
  void thereIsOneEventForEachLabelThatWasAddedOrRemoved() {
    var added = new Change.AddLabels(List.of(VIP, URGENT, VIP)).on(NEW);
    assertThat(added.events())
        .containsExactly(
            new Happening(EventType.LABEL_ADDED, VIP),
            new Happening(EventType.LABEL_ADDED, URGENT));
    assertThat(added.after().labels()).containsExactly(VIP, URGENT);
    var removed = new Change.RemoveLabels(List.of(VIP)).on(OLD);
    assertThat(removed.events()).containsExactly(new Happening(EventType.LABEL_REMOVED, VIP));
    assertThat(removed.after().labels()).containsExactly(URGENT);
  }

  @Test
  void fieldsAreSetAndClearedOneByOne() {
    var cleared = new HashMap<String, @Nullable Object>();
    cleared.put("plan", null);
    assertThat(new Change.SetFields(cleared).on(NEW).after().fields()).isEmpty();
    assertThat(new Change.SetFields(Map.of("size", 4)).on(NEW).after().fields())
        .isEqualTo(Map.of("plan", "pro", "size", 4));
  }

  @Test
  void onlyAChainWithoutTheWorkflowAndShorterThanEightStartsIt() {
    var chain = Stream.iterate(1, i -> i + 1).limit(8).map(i -> cause("w" + i)).toList();
    assertThat(Loops.held(chain.subList(0, 7), "w", 19)).isEmpty();
    assertThat(Loops.held(chain, "w", 0)).contains(Loops.Held.CHAIN_TOO_LONG);
    assertThat(Loops.held(chain.subList(0, 3), "w3", 0)).contains(Loops.Held.ALREADY_IN_CHAIN);
    assertThat(Loops.held(List.of(), "w", 20)).contains(Loops.Held.TOO_MANY_STARTS);
    assertThat(Arrays.stream(Loops.Held.values()).map(Loops.Held::wire)).doesNotHaveDuplicates();
  }

  private static Loops.Cause cause(String workflow) {
    return new Loops.Cause("e", workflow);
  }

  private static List<EventType> types(Change change, Conversation now) {
    return change.on(now).events().stream().map(Happening::type).toList();
  }

  @Test
  void aFieldWithoutAValueIsNotThere() {
    var fields = new HashMap<String, Object>(Map.of("plan", "pro"));
    fields.put("size", null);
    var conversation =
        new Conversation(
            "c", Channel.WEBCHAT, Status.OPEN, false, List.of(), null, null, fields, null, false);
    assertThat(conversation.fields()).containsExactly(Map.entry("plan", "pro"));
  }
}
