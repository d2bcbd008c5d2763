package dev.parley.template;

import dev.parley.template.syntax.LiquidParser;
import dev.parley.template.syntax.TemplateProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds everything in a source that its author must fix before publishing. */
final class LiquidCheck {
  private LiquidCheck() {}

  static List<TemplateProblem> faults(String source, Vocabulary vocabulary) {
    if (Template.isTooLong(source)) {
      return List.of(new TemplateProblem("template-too-long", Template.tooLong(source), 1, 1));
    }
    LiquidParser parsed = new LiquidParser(source);
    List<TemplateProblem> faults = new ArrayList<>(parsed.faults());
    faults.addAll(LiquidNames.faults(parsed, vocabulary));
    faults.sort(
        Comparator.comparingInt(TemplateProblem::line).thenComparingInt(TemplateProblem::column));
    return List.copyOf(faults);
  }

  /**
   * Returns the errors of a JSON body; its JSON is checked once the template itself can be parsed.
   */
  static List<TemplateProblem> jsonFaults(String source, Vocabulary vocabulary) {
    List<TemplateProblem> faults = faults(source, vocabulary);
    return faults.isEmpty()
        ? LiquidTrial.fault(new LiquidParser(source)).stream().toList()
        : faults;
  }
}
