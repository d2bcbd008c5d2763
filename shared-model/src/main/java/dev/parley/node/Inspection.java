package dev.parley.node;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a node tells what keeps it from being published. Pointers are relative to its settings. */
public interface Inspection {

  /**
   * Reports a problem.
   *
   * @param pointer JSON pointer to the field at fault, within the node's {@code config}
   * @param code stable, kebab-case
   * @param message a sentence that tells a support lead what to do
   */
  void problem(String pointer, String code, String message);

  /** Reports a problem that does not keep the graph from being published. */
  void warning(String pointer, String code, String message);

  /** Reports the reference unless something has that id or name. */
  void reference(String pointer, References.Kind kind, String idOrName);

  /** Reports what is wrong with calling a skill so; pointers are those of a custom skill. */
  default void skill(String skillSet, String skill, Map<String, Object> arguments) {}

  /** Reports everything wrong with a text: its syntax, and paths that cannot exist. */
  void template(String pointer, Template template);

  /** Reports everything wrong with the texts in a JSON value. */
  void tree(String pointer, JsonTemplate tree);

  /** Reports everything wrong with an address. */
  default void address(String pointer, UrlTemplate address) {
    faults(pointer, address.faults(vocabulary()));
  }

  /** Reports everything wrong with the value of a header. */
  default void header(String pointer, Template value) {
    faults(pointer, value.faults(vocabulary(), Place.HEADER));
  }

  /** Reports everything wrong with the body of a request; null for no known content type. */
  default void body(String pointer, Template body, @Nullable String contentType) {
    faults(pointer, body.bodyFaults(vocabulary(), contentType));
  }

  /** Reports faults of a text. */
  void faults(String pointer, List<Template.Fault> faults);

  /** What templates of this node can name. */
  Vocabulary vocabulary();

  /** Whether the workflow's trigger usually comes with a message. */
  boolean messagePossible();
}
