package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs a linter on our OpenAPI document. */
class OpenApiLintIT {
  private static final Path DOCUMENT = Checkout.root().resolve("docs/openapi.json");

  @Test
  void spectralFindsNothing() {
    assertThat(
            lint(
                    "spectral",
                    "lint",
                    DOCUMENT.toString(),
                    "--ruleset",
                    Tools.given("spectral.yaml").toString(),
                    "--fail-severity",
                    "warn")
                .orThrow())
        .contains("No results");
  }

  @Test
  void redoclyFindsNoErrors() {
    assertThat(lint("redocly", "lint", DOCUMENT.toString(), "--extends", "recommended").orThrow())
        .contains("is valid");
  }

  private static Tools.Ran lint(String program, String... arguments) {
    var command = new String[arguments.length + 1];
    command[0] = Tools.node().resolve("node_modules/.bin").resolve(program).toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return Tools.run(
        Tools.node(),
        Map.of(
            "NO_COLOR", "1", "REDOCLY_TELEMETRY", "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"),
        command);
  }
}
