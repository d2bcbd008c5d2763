package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.conversation.Conversation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses one of two paths. It reads the conversation's current state, except for message text,
 * which is that of the triggering message.
 */
@Kind(
    name = "decision",
    title = "Decision",
    section = Kind.Section.FLOW,
    help = "Follow the True path if the conditions are met, and the False path if not.",
    keywords = "if condition branch split else",
    icon = "arrows-split-2",
    color = Kind.Color.INDIGO,
    summary = "If {match}: {conditions}",
    unset = "Add a condition",
    handles = {
      @Kind.Handle(name = Decision.TRUE, title = "True"),
      @Kind.Handle(name = Decision.FALSE, title = "False")
    })
record Decision(
    @Setting(label = "All or any") Match match,
    @Setting(
            label = "Conditions",
            required = true,
            start =
                """
                [{"field": "messageText", "operator": "contains"}]
                """,
            example =
                """
                [{"field": "status", "operator": "is", "value": "open"}]
                """)
        List<Condition> conditions)
    implements Node.Deciding {
  static final int MOST_CONDITIONS = 20;
  static final String TRUE = "true";
  static final String FALSE = "false";

  Decision(@Nullable Match match, @Nullable List<Condition> conditions) {
    this.match = match == null ? Match.ALL : match;
    this.conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /** Requires all conditions (AND) or any one of them (OR). */
  enum Match {
    @JsonProperty("all")
    @Title("All (AND)")
    ALL,
    @JsonProperty("any")
    @Title("Any (OR)")
    ANY
  }

  @Override
  public Verdict decide(Conversation now, @Nullable String messageText) {
    var seen = new ArrayList<Map<String, Object>>();
    var said = new Condition.Said(messageText);
    int held = 0;
    for (var condition : conditions) {
      boolean holds = condition.holds(now, said);
      held += holds ? 1 : 0;
      var row = new LinkedHashMap<String, Object>();
      row.put("field", condition.field().wire());
      row.put("operator", condition.operator());
      row.put("value", condition.value());
      row.put("seen", condition.field().seen(now, messageText));
      row.put("holds", holds);
      seen.add(row);
    }
    boolean met =
        switch (match) {
          case ALL -> held == conditions.size();
          case ANY -> held > 0;
        };
    return new Verdict(
        met ? TRUE : FALSE,
        Map.of("match", match == Match.ALL ? "all" : "any", "conditions", seen));
  }

  @Override
  public void inspect(Inspection inspection) {
    if (conditions.isEmpty()) {
      inspection.problem("/conditions", "conditions-empty", "Add at least one condition.");
    }
    if (conditions.size() > MOST_CONDITIONS) {
      inspection.problem(
          "/conditions",
          "conditions-too-many",
          "This decision has "
              + conditions.size()
              + " conditions; at most "
              + MOST_CONDITIONS
              + " are possible.");
    }
    for (int i = 0; i < conditions.size(); i++) {
      conditions.get(i).inspect("/conditions/" + i, inspection);
    }
  }

  @Override
  public Node resolved(References references) {
    return new Decision(
        match, conditions.stream().map(condition -> condition.resolved(references)).toList());
  }
}
