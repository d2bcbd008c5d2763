package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tour in the README, typed into one shell, prints what the README says. */
class TourIT {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

  @Test
  void everyCommandOfTheTourWorks() {
    var product = Product.shared();
    var printed =
        Tools.run(
                Checkout.root(),
                Map.of(),
                "bash",
                "-euo",
                "pipefail",
                "-c",
                commands(product.stack.api() + "/api/v1", product.stack.adminKey()))
            .orThrow();
    assertThat(printed)
        .contains("\"code\":\"action-blocked\"")
        .contains("\"result\":\"accepted\"")
        .contains("\"result\":\"duplicate\"")
        .doesNotContain("\"status\":4");
    Eventually.the(
        () -> product.get("conversations/tour-1"),
        conversation -> conversation.path("starred").booleanValue());
  }

  private static String commands(String api, String key) {
    var readme = Page.read(Path.of("README.md")).text();
    var tour = readme.substring(readme.indexOf("## A tour in five minutes"));
    tour = tour.substring(0, tour.indexOf("\n## ", 4));
    return BLOCK
        .matcher(tour)
        .results()
        .map((MatchResult block) -> block.group(1))
        .collect(Collectors.joining("\n"))
        .replace("http://127.0.0.1:8080/api/v1", api)
        .replace("$(cat .parley/api-key)", key);
  }
}
