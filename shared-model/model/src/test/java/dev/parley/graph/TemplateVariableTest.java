package dev.parley.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.EventType;
import dev.parley.template.Template;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateVariableTest {

  @ParameterizedTest
  @EnumSource
  void whatIsOfferedCanBeUsed(EventType trigger) {
    var words = TemplateVocabulary.of(Optional.of(trigger), Map.of(), Corpus.REFERENCES);
    for (var variable : TemplateVariable.ALL) {
      var faults = new Template("{{ " + variable.path() + " }}").faults(words);
      assertThat(faults.isEmpty())
          .as("%s with %s", variable.path(), trigger)
          .isEqualTo(variable.isThereWith(trigger));
    }
  }
}
