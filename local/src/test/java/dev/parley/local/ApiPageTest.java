package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/api.md} lists exactly the existing operations and problem codes. */
class ApiPageTest {

  /** Codes produced by the framework, named after their status. */
  private static final Set<String> OF_THE_FRAMEWORK =
      Set.of(
          "bad-request",
          "not-found",
          "method-not-allowed",
          "not-acceptable",
          "unsupported-media-type");

  /** Codes that are not literals within the call: concatenated, or constants. */
  private static final Set<String> PUT_TOGETHER =
      Set.of(
          "label-unknown",
          "user-unknown",
          "persona-unknown",
          "field-unknown",
          "skill-set-unknown",
          "template-unknown-path",
          "template-unknown-secret",
          "template-too-complex");

  @Test
  void everyCodeIsExplainedAndNoOther() {
    var inTheCode = ProblemCodes.inTheCode();
    var codes = new TreeSet<>(inTheCode.keySet());
    codes.addAll(OF_THE_FRAMEWORK);
    codes.addAll(PUT_TOGETHER);
    var explained = ProblemCodes.onThePage("api.md", "Errors");
    var missing = new TreeSet<>(codes);
    missing.removeAll(explained);
    assertThat(missing.stream().map(code -> code + " of " + inTheCode.get(code)))
        .as("codes that docs/api.md does not explain below \"Errors\"; add a row for each")
        .isEmpty();
    var tooMany = new TreeSet<>(explained);
    tooMany.removeAll(codes);
    assertThat(tooMany).as("codes in docs/api.md that nothing tells").isEmpty();
  }

  @Test
  void everyCodeOfTheEventsPageIsOneOfThese() {
    assertThat(ProblemCodes.onThePage("api.md", "Errors"))
        .containsAll(ProblemCodes.onThePage("events.md", "Errors"));
  }

  @Test
  void everyOperationHasALineAndNoOther() throws IOException {
    var told =
        Files.readAllLines(Checkout.root().resolve("docs/api.md")).stream()
            .filter(line -> line.matches("\\| `[A-Z]+ .*/.*` \\|.*"))
            .map(line -> line.split("`", -1)[1])
            .flatMap(ApiPageTest::operations)
            .collect(Collectors.toCollection(TreeSet::new));
    var all = new TreeSet<String>();
    Operations.committed().forEach(operation -> all.add(operation.toString()));
    var missing = new TreeSet<>(all);
    missing.removeAll(told);
    assertThat(missing)
        .as("operations without a line in docs/api.md; add one to the table of their noun")
        .isEmpty();
    told.removeAll(all);
    assertThat(told).as("lines in docs/api.md of operations that there are not").isEmpty();
  }

  /** A line may cover several methods of one path. */
  private static Stream<String> operations(String cell) {
    var words = List.of(cell.split("( · | )", -1));
    return words.subList(0, words.size() - 1).stream()
        .map(method -> method + " " + words.getLast());
  }
}
