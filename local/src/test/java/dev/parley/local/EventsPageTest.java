package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.EventData;
import dev.parley.conversation.EventField;
import dev.parley.conversation.EventField.Presence;
import dev.parley.conversation.EventField.Shape;
import dev.parley.conversation.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tables in {@code docs/events.md} list every field and every type of an event. */
class EventsPageTest {
  private static final Path PAGE = Path.of("../docs/events.md");

  /** Returns the rows of a table, keyed by the code in their first cell. */
  private static Map<String, String> table(String header) throws IOException {
    var lines = Files.readAllLines(PAGE);
    var rows = new LinkedHashMap<String, String>();
    lines.stream()
        .dropWhile(line -> !line.startsWith(header))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .forEach(
            line -> rows.put(line.substring(line.indexOf('`') + 1, line.indexOf('`', 3)), line));
    return rows;
  }

  @Test
  void theTableOfTheDataHasEveryFieldWithItsValuesAndLimits() throws IOException {
    var rows = table("| in `data` |");
    var fields = new LinkedHashMap<String, EventField<?>>();
    for (var field : EventData.FIELDS) {
      if (field.equals(EventData.CONVERSATION)) {
        field.fields().forEach(one -> fields.put("conversation." + one.name(), one));
      } else {
        fields.put(field.name(), field);
      }
    }
    assertThat(rows).containsOnlyKeys(fields.keySet());
    fields.forEach(
        (name, field) -> facts(field).forEach(fact -> assertThat(rows.get(name)).contains(fact)));
  }

  private static List<String> facts(EventField<?> field) {
    var facts = new ArrayList<String>();
    switch (field.shape()) {
      case Shape.Text(int longest) -> {
        if (!field.equals(EventData.LABEL)) {
          facts.add(String.format(Locale.ROOT, "%,d", longest));
        }
      }
      case Shape.OneOf<?>(var values) -> values.keySet().forEach(it -> facts.add("`" + it + "`"));
      case Shape.Flag _ -> facts.add("`true` or `false`");
      case Shape.LabelNames _ -> facts.add("1 to " + Shape.LabelNames.LONGEST + " characters");
      case Shape.CustomFields _ -> facts.add("each field given is set, `null` removes it");
      case Shape.Members(_, var members) ->
          members.forEach(member -> {
            facts.add("`" + member.name() + "`");
            facts.addAll(facts(member));
          });
    }
    if (field.presence() == Presence.REQUIRED && field.name().equals("id")) {
      facts.add("1 to ");
    }
    return facts;
  }

  @Test
  void theTableOfTypesHasEveryTypeWithItsTriggerAndWhatItRequires() throws IOException {
    var rows =
        Arrays.stream(EventType.values())
            .map(type ->
                "| `%s` | %s | %s |"
                    .formatted(
                        type.wire(),
                        type.isTrigger() ? type.title() : "none",
                        required(type.subject()))
                    .replace("|  |", "| |"))
            .toList();
    var header =
        "| `type` | starts workflows with the trigger | requires besides the conversation |";
    new DerivedTable(Path.of("docs/events.md"), header, rows).check();
  }

  private static String required(EventType.Subject subject) {
    return switch (subject) {
      case NONE, FIRST_MESSAGE -> "";
      case ADDED_LABEL, REMOVED_LABEL -> "`label`: its name";
      case USER -> "`assignee` with `\"type\": \"user\"`";
      case PERSONA -> "`assignee` with `\"type\": \"persona\"`";
      case MESSAGE -> "`message`";
    };
  }
}
