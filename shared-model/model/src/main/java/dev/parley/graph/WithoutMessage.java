package dev.parley.graph;

import dev.parley.node.Inspection;
import dev.parley.node.Node;
import dev.parley.node.References;
import dev.parley.template.JsonTemplate;
import dev.parley.template.Template;
import dev.parley.template.Vocabulary;
import dev.parley.template.syntax.TemplateProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * Inspects a node's settings as if templates could not use the message, to find those that do.
 *
 * @param settings the inspection to delegate everything else to
 * @param unknown receives the pointer of each name that is unknown in that case
 */
record WithoutMessage(Inspection settings, List<String> unknown) implements Inspection {

  /** Returns the pointers of texts that use names unknown without a message, once per name. */
  static List<String> unknownPaths(Node node, Inspection settings) {
    var unknown = new ArrayList<String>();
    node.inspect(new WithoutMessage(settings, unknown));
    return unknown;
  }

  static boolean isUnknownPath(TemplateProblem fault) {
    return fault.code().equals("template-unknown-path");
  }

  @Override
  public void problem(String pointer, String code, String message) {}

  @Override
  public void warning(String pointer, String code, String message) {}

  @Override
  public void reference(String pointer, References.Kind kind, String idOrName) {}

  @Override
  public void template(String pointer, Template template) {
    faults(pointer, template.faults(vocabulary()));
  }

  @Override
  public void tree(String pointer, JsonTemplate tree) {
    tree.faults(vocabulary())
        .forEach(found -> faults(pointer + found.pointer(), List.of(found.fault())));
  }

  @Override
  public void faults(String pointer, List<TemplateProblem> faults) {
    faults.stream().filter(WithoutMessage::isUnknownPath).forEach(_ -> unknown.add(pointer));
  }

  @Override
  public Vocabulary vocabulary() {
    return settings.vocabulary().without("message");
  }

  @Override
  public boolean messagePossible() {
    return false;
  }
}
