package dev.parley.api.run;

import dev.parley.api.run.ExecutionView.StepView;
import dev.parley.execution.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Describes a completed step in a sentence, from its row. */
final class StepWords {
  private final Mode mode;
  private final BinaryOperator<String> names;

  /**
   * Creates the descriptions for one run.
   *
   * @param names of an assignee, by type and id
   */
  StepWords(Mode mode, BinaryOperator<String> names) {
    this.mode = mode;
    this.names = names;
  }

  /** Returns true for a delay that a test skipped. */
  boolean isSkipped(StepView step) {
    return output(step).path("skipped").asBoolean(false);
  }

  String did(StepView step) {
    return switch (step.kind()) {
      case "sendMessage" -> sent(step);
      case "openConversation" -> changed(step, "Opened the conversation.", "It was already open.");
      case "resolveConversation" ->
          changed(step, "Resolved the conversation.", "It was already resolved.");
      case "starConversation" ->
          changed(step, "Starred the conversation.", "It was already starred.");
      case "unstarConversation" -> changed(step, "Removed the star.", "It had no star.");
      case "addLabel" ->
          changed(step, "Added " + labels(step) + ".", "It had " + labels(step) + " already.");
      case "removeLabel" ->
          changed(step, "Removed " + labels(step) + ".", "It did not have " + labels(step) + ".");
      case "assignToUser", "assignToAi" ->
          changed(
              step,
              "Assigned it to " + assignee(step) + ".",
              "It was assigned to " + assignee(step) + " already.");
      case "decision" -> decided(step);
      case "delay" -> isSkipped(step) ? "Skipped the wait." : "The wait is over.";
      case "fetch" ->
          input(step).path("method").asString("")
              + " "
              + input(step).path("url").asString("")
              + " answered "
              + output(step).path("status").asString("")
              + ".";
      case "aiExtraction" -> found(step);
      case "customSkill" -> "Ran the skill " + input(step).path("skill").asString("") + ".";
      default -> "Done.";
    };
  }

  /** A test sends nothing to a customer. */
  private String sent(StepView step) {
    var text = "\"" + input(step).path("text").asString("") + "\"";
    return (mode == Mode.TEST ? "Would have sent: " : "Sent: ") + text;
  }

  /** Changes in a test's sandbox are real within it: later conditions see them. */
  private static String changed(StepView step, String words, String otherwise) {
    return output(step).path("changed").asBoolean(true) ? words : otherwise;
  }

  private static String labels(StepView step) {
    var all = texts(input(step).path("labels"));
    return (all.size() == 1 ? "the label " : "the labels ") + String.join(", ", all);
  }

  private String assignee(StepView step) {
    var assignee = input(step).path("assignee");
    return names.apply(assignee.path("type").asString(""), assignee.path("id").asString(""));
  }

  private static String decided(StepView step) {
    var conditions = output(step).path("conditions");
    var hold = conditions.valueStream().filter(it -> it.path("holds").asBoolean(false)).count();
    var handle = String.valueOf(step.handle());
    var took =
        "Took " + (handle.equals("true") ? "True" : handle.equals("false") ? "False" : handle);
    return conditions.isArray()
        ? took + ": " + hold + " of " + conditions.size() + " conditions held."
        : took + ".";
  }

  private static String found(StepView step) {
    var found = new ArrayList<String>();
    var labels =
        output(step)
            .path("labels")
            .valueStream()
            .map(label -> label.path("name").asString(label.asString("")))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining(", "));
    if (!labels.isEmpty()) {
      found.add("labels " + labels);
    }
    var fields = String.join(", ", output(step).path("fields").propertyNames());
    if (!fields.isEmpty()) {
      found.add("fields " + fields);
    }
    var sentiment = output(step).path("sentiment");
    var mood = sentiment.isObject() ? sentiment.path("value") : sentiment;
    if (!mood.asString("").isEmpty()) {
      found.add("sentiment " + mood.asString(""));
    }
    return found.isEmpty() ? "Found nothing." : "Found " + String.join("; ", found) + ".";
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(it -> it.asString("")).toList();
  }

  private static JsonNode input(StepView step) {
    var input = step.input();
    return input == null ? MissingNode.getInstance() : input;
  }

  private static JsonNode output(StepView step) {
    var output = step.output();
    return output == null ? MissingNode.getInstance() : output;
  }
}
