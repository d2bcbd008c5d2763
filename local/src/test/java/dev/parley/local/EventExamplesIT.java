package dev.parley.local;

import static dev.parley.local.Product.chain;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/events.md}: each example is run in order and answered as the page says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventExamplesIT {
  private final Product product = Product.shared();
  private String workflow = "";

  static List<Examples.Example> examples() {
    return new Examples("events.md").all();
  }

  @BeforeAll
  void somethingToStart() {
    workflow =
        product.publish(
            "Examples", chain("conversation.created", "hi sendMessage {\"text\": \"Hi\"}"));
  }

  @AfterAll
  void nothingIsLeft() {
    product.post("workflows/" + workflow + "/archive", "{}").orThrow();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void itIsAnsweredAsThePageSays(Examples.Example example) {
    var printed =
        Examples.run(
            example,
            Map.of(
                "PARLEY_URL", product.stack.api().toString().replaceFirst("/$", ""),
                "PARLEY_KEY", product.stack.adminKey()));
    assertThat(example.answer()).as("what %s answers", example).isNotEmpty();
    var told = Product.JSON.readTree(printed);
    assertThat(Examples.shows(Product.JSON.readTree(example.answer()), told))
        .as("%s shows%n%sand was told%n%s", example, example.answer(), told.toPrettyString())
        .isTrue();
  }

  @Test
  void thePageHasExamplesInThreeLanguages() {
    assertThat(examples().stream().map(Examples.Example::language).distinct())
        .containsExactlyInAnyOrder("sh", "python", "javascript");
  }
}
