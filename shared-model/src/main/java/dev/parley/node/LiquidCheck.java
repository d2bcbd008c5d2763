package dev.parley.node;

import dev.parley.node.Template.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds everything in a source that its author must fix before publishing. */
final class LiquidCheck {
  private LiquidCheck() {}

  static List<Fault> faults(String source, Vocabulary vocabulary) {
    if (Template.isTooLong(source)) {
      return List.of(new Fault("template-too-long", Template.tooLong(source), 1, 1));
    }
    LiquidParser parsed = new LiquidParser(source);
    List<Fault> faults = new ArrayList<>(parsed.faults());
    faults.addAll(LiquidNames.faults(parsed, vocabulary));
    faults.sort(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column));
    return List.copyOf(faults);
  }

  /**
   * Returns the errors of a JSON body; its JSON is checked once the template itself can be parsed.
   */
  static List<Fault> jsonFaults(String source, Vocabulary vocabulary) {
    List<Fault> faults = faults(source, vocabulary);
    return faults.isEmpty()
        ? LiquidTrial.fault(new LiquidParser(source)).stream().toList()
        : faults;
  }
}
