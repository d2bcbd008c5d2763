package dev.parley.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parley.graph.GraphJson.Reading;
import dev.parley.node.json.NodeJson;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.JsonNode;

/** Any input is either read or rejected, and the published schema predicts which. */
class GraphJsonPropertyTest {
  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    var prefix = "#/$defs/";
    var root = NodeJson.mapper().createObjectNode().put("$ref", prefix + "GraphDraft");
    root.putObject("$defs").setAll(GraphSchema.sent(prefix));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(root);
  }

  @Property(tries = 1000)
  void aChangedGraphIsCheckedOrRefused(@ForAll long seed) {
    checkedOrRefused(new RandomJson(seed).changedGraph());
  }

  @Property(tries = 1000)
  void anyJsonIsCheckedOrRefused(@ForAll long seed) {
    checkedOrRefused(new RandomJson(seed).value(6));
  }

  private static void checkedOrRefused(JsonNode json) {
    switch (GraphJson.read(json)) {
      case Reading.Unreadable unreadable ->
          assertThat(unreadable.problems())
              .isNotEmpty()
              .allSatisfy(problem -> assertThat(problem.pointer()).isNotNull());
      case Reading.Read read -> {
        var written = GraphJson.write(read.graph()).toString();
        assertThat(GraphJson.stored(written)).isEqualTo(read.graph());
        var resolved = read.graph().resolved(Corpus.REFERENCES);
        if (GraphCheck.sound(GraphCheck.of(read.graph(), Corpus.REFERENCES))) {
          assertThat(GraphCheck.sound(GraphCheck.of(resolved, Corpus.REFERENCES))).isTrue();
          assertThat(Plan.of(resolved).stops()).isNotEmpty();
        }
      }
    }
  }

  @Property(tries = 1000)
  void theSchemaAcceptsWhatIsRead(@ForAll long seed) {
    agrees(new RandomJson(seed).changedGraph());
  }

  @Property(tries = 500)
  void theSchemaAcceptsWhatIsReadOfAnyJson(@ForAll long seed) {
    agrees(new RandomJson(seed).value(4));
  }

  @Example
  void theSchemaAgreesWithTheCorpus() {
    Corpus.sound().forEach(sample -> agrees(sample.json()));
    Corpus.warned().forEach(sample -> agrees(sample.json()));
    Corpus.unsound().forEach(sample -> agrees(sample.json()));
    Corpus.unreadable().forEach(sample -> agrees(sample.json()));
  }

  private static void agrees(JsonNode json) {
    var reading = GraphJson.read(json);
    if (reading instanceof Reading.Unreadable unreadable
        && unreadable.problems().stream().anyMatch(problem -> isBeyondSchemas(problem.code()))) {
      return;
    }
    var errors = SCHEMA.validate(json);
    assertThat(errors.isEmpty())
        .as("%s%n%s%n%s", json, reading, errors)
        .isEqualTo(reading instanceof Reading.Read);
  }

  /** A schema cannot count bytes, nor inspect each string and number of an open value. */
  private static boolean isBeyondSchemas(String code) {
    return List.of("graph-too-large", "character-unusable", "number-too-large").contains(code);
  }
}
