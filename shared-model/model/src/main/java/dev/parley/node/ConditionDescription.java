package dev.parley.node;

import dev.parley.node.SettingDescription.Choice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A field that conditions can check.
 *
 * @param name in graphs
 * @param says the condition in words, with {@code {operator}} and {@code {value}} in it
 * @param choices the values that are possible; empty if there is no list of them
 * @param catalogue what the value refers to, if it is an id
 * @param caseCounts true if upper and lower case may matter
 * @param first the condition that is added for the field
 */
public record ConditionDescription(
    String name,
    String title,
    String says,
    List<Choice> operators,
    List<Choice> choices,
    Optional<References.Kind> catalogue,
    boolean caseCounts,
    Condition first) {

  /** Returns all fields, in the order in which they are offered. */
  public static List<ConditionDescription> all() {
    return Stream.of(Condition.Field.values()).map(Condition.Field::described).toList();
  }
}
