package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AspectsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Label GOLD = new Label("l-1", "Gold");
  private static final Label BLUE = new Label("l-2", "Blue");

  private static Moment told(Instant at) {
    return new Moment(at, true);
  }

  @Test
  void anOlderChangeAppliesOnlyToOlderAspects() {
    var known = new Aspects(Map.of("status", told(NOON).micros()), null);
    var late = told(NOON.minusMillis(1));
    assertThat(known.admit("status", late)).isFalse();
    assertThat(known.admit("starred", late)).isTrue();
    assertThat(known.admit("status", told(NOON))).isTrue();
  }

  @Test
  void aNanosecondLessThanTheStoreKeepsMakesNothingOlder() {
    var at = told(NOON.plusNanos(1_999));
    var known = new Aspects(Map.of("status", at.micros()), null);
    assertThat(known.admit("status", told(NOON.plusNanos(1_000)))).isTrue();
  }

  @Test
  void localChangesApplyEvenIfAnotherClockIsAhead() {
    var known = new Aspects(Map.of("status", told(NOON.plusSeconds(60)).micros()), null);
    assertThat(known.admit("status", new Moment(NOON, false))).isTrue();
  }

  @Test
  void allAspectsOfAnEarlierReleaseHaveTheTimeOfTheNewestSnapshot() {
    var known = new Aspects(Map.of(), NOON);
    assertThat(known.admit(Aspects.field("plan"), told(NOON.minusSeconds(1)))).isFalse();
    assertThat(known.admit(Aspects.field("plan"), told(NOON))).isTrue();
  }

  @Test
  void aChangeTouchesTheAspectsInWhichTheStatesDiffer() {
    var before =
        new Conversation(
            "c-1",
            Channel.WEBCHAT,
            Status.OPEN,
            false,
            List.of(GOLD),
            null,
            null,
            Map.of("plan", "pro", "size", 3),
            null,
            false);
    var after =
        new Change.RemoveLabels(List.of(GOLD))
            .on(new Change.AddLabels(List.of(BLUE)).on(before).after())
            .after();
    assertThat(Aspects.changed(before, after))
        .containsExactlyInAnyOrder("labels/l-1", "labels/l-2");
    var resolved = new Change.SetStatus(Status.RESOLVED).on(before).after();
    assertThat(Aspects.changed(before, resolved)).containsExactly("status");
    assertThat(Aspects.changed(before, before.withFields(Map.of("plan", "free", "size", 3))))
        .containsExactly("fields/plan");
    assertThat(Aspects.changed(before, before)).isEmpty();
  }
}
