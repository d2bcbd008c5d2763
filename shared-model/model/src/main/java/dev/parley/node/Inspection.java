package dev.parley.node;

import dev.parley.template.JsonTemplate;
import dev.parley.template.Place;
import dev.parley.template.Template;
import dev.parley.template.UrlTemplate;
import dev.parley.template.Vocabulary;
import dev.parley.template.syntax.TemplateProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Receives the problems that keep a node from being published. Pointers are relative to its
 * settings.
 */
public interface Inspection {

  /**
   * Reports a problem.
   *
   * @param pointer JSON pointer to the field at fault, within the node's {@code config}
   * @param code stable, kebab-case
   * @param message a sentence that says what to do, for a support lead
   */
  void problem(String pointer, String code, String message);

  /** Reports a problem that does not prevent publication. */
  void warning(String pointer, String code, String message);

  /** Reports the reference if nothing has that id or name. */
  void reference(String pointer, References.Kind kind, String idOrName);

  /** Reports the problems of calling a skill; pointers are those of a Custom Skill node. */
  default void skill(String skillSet, String skill, Map<String, Object> arguments) {}

  /** Reports all problems of a text: syntax errors and unknown paths. */
  void template(String pointer, Template template);

  /** Reports all problems of the texts in a JSON value. */
  void tree(String pointer, JsonTemplate tree);

  /** Reports all problems of a URL. */
  default void address(String pointer, UrlTemplate address) {
    faults(pointer, address.faults(vocabulary()));
  }

  /** Reports all problems of a header's value. */
  default void header(String pointer, Template value) {
    faults(pointer, value.faults(vocabulary(), Place.HEADER));
  }

  /** Reports all problems of a request body; a null content type means that it is unknown. */
  default void body(String pointer, Template body, @Nullable String contentType) {
    faults(pointer, body.bodyFaults(vocabulary(), contentType));
  }

  /** Reports errors found in a text. */
  void faults(String pointer, List<TemplateProblem> faults);

  /** Returns the paths that this node's templates can use. */
  Vocabulary vocabulary();

  /** Returns true if the workflow's trigger usually comes with a message. */
  boolean messagePossible();
}
