package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Clients of the last release keep working: compares its OpenAPI document with the current one. */
class BreakingChangesIT {
  private static final Path DOCS = Checkout.root().resolve("docs");
  private static final Path PRESENT = DOCS.resolve("openapi.json");

  @BeforeEach
  void thereIsGo() {
    assumeTrue(Tools.oasdiff().isPresent(), "oasdiff is compiled with Go, which is not here");
  }

  @Test
  void nothingBreaksThatIsNotWrittenDown() {
    var compared = compared(PRESENT);
    assertThat(compared.status())
        .as("breaks clients; if it is meant, docs/openapi-breaking.txt:%n%s", compared.output())
        .isZero();
  }

  @Test
  void removedOperationsAndPropertiesAreReported(@TempDir Path folder) throws IOException {
    var document = (ObjectNode) Product.JSON.readTree(Files.readString(PRESENT));
    ((ObjectNode) document.path("paths")).remove("/api/v1/labels");
    var schemas = (ObjectNode) document.path("components").path("schemas");
    ((ObjectNode) schemas.path("Field").path("properties")).remove("key");
    var without = folder.resolve("openapi.json");
    Files.writeString(without, document.toString());

    var compared = compared(without);

    assertThat(compared.status()).isEqualTo(1);
    assertThat(compared.output()).contains("/api/v1/labels", "`items/items/key`");
  }

  private static Tools.Ran compared(Path present) {
    return Tools.run(
        DOCS,
        Map.of(),
        Tools.oasdiff().orElseThrow().toString(),
        "breaking",
        DOCS.resolve("openapi-0.2.json").toString(),
        present.toString(),
        "--format",
        "singleline",
        "--fail-on",
        "ERR",
        "--err-ignore",
        DOCS.resolve("openapi-breaking.txt").toString());
  }
}
