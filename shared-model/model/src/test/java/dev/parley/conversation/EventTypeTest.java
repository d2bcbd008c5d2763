package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules for all types of events. */
public class EventTypeTest {
  private static final Pattern NAMED = Pattern.compile("\\{(\\w+)}");

  /** Checks its names and, of a trigger, its sentences. */
  @ParameterizedTest
  @EnumSource
  public void itIsDescribed(EventType type) {
    assertThat(type.wire()).matches("(conversation|message)\\.[a-z_]{1,40}");
    assertThat(type.title()).matches("[A-Z][A-Za-z ]*");
    if (type.isTrigger()) {
      assertThat(type.firesWhen()).as("a sentence without its dot").matches("[A-Z].*[^.\\s]");
      assertThat(type.timeline()).isNotBlank();
    }
  }

  /** Checks that its line in a timeline names the author and what the event names, and no more. */
  @ParameterizedTest
  @EnumSource
  public void itsLineNamesWhatTheEventNames(EventType type) {
    var line = type.timeline();
    assertThat(line.indexOf("{who} ")).as("the author comes first").isLessThanOrEqualTo(0);
    assertThat(NAMED.matcher(line).results().map(it -> it.group(1)).filter(it -> !it.equals("who")))
        .isEqualTo(
            switch (type.subject()) {
              case ADDED_LABEL, REMOVED_LABEL -> List.of("label");
              case USER, PERSONA -> List.of("assignee");
              case NONE, MESSAGE, FIRST_MESSAGE -> List.of();
            });
  }

  @Test
  void noTwoHaveTheSameNameOrTitle() {
    var types = Arrays.stream(EventType.values());
    assertThat(types.collect(Collectors.toMap(EventType::wire, EventType::title)).values())
        .doesNotHaveDuplicates();
  }
}
