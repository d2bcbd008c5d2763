package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients generated from a running Parley's OpenAPI document compile and work. See
 * docs/decisions/0025-generated-clients.md.
 */
class GeneratedClientsIT {
  private final Product product = Product.shared();

  @TempDir Path folder;

  @Test
  void openapiPythonClient() throws IOException {
    var bin = Tools.pythonGenerator();
    run(
        bin.resolve("openapi-python-client").toString(),
        "generate",
        "--path",
        document().toString(),
        "--output-path",
        folder.resolve("parley_client").toString(),
        "--meta",
        "none");
    var python = bin.resolve("python").toString();
    run(python, "-m", "compileall", "-q", "parley_client");
    try (var files = Files.walk(folder.resolve("parley_client/api"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("an operation that it cannot make sense of is left out")
          .filteredOn(name -> name.endsWith(".py") && !name.startsWith("__"))
          .hasSize(Operations.committed().size());
    }
    given("generated.py", "generated.py");
    uses(python, "generated.py");
  }

  @Test
  void openapiGenerator() throws IOException {
    run(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-jar",
        Checkout.root().resolve("local/target/clients/openapi-generator.jar").toString(),
        "generate",
        "--generator-name",
        "typescript-fetch",
        "--input-spec",
        document().toString(),
        "--output",
        folder.resolve("client").toString());
    given("generated-fetch.ts", "use.ts");
    compile();
    uses("node", "compiled/use.js");
  }

  @Test
  void openapiTypescript() throws IOException {
    given("generated-types.ts", "use.ts");
    run(program("openapi-typescript"), document().toString(), "--output", "client.ts");
    compile();
    uses("node", "compiled/use.js");
  }

  private Path document() throws IOException {
    return Files.writeString(
        folder.resolve("openapi.json"), product.get("openapi.json").toString());
  }

  private void compile() throws IOException {
    given("generated-tsconfig.json", "tsconfig.json");
    Files.createSymbolicLink(folder.resolve("node_modules"), Tools.node().resolve("node_modules"));
    run(program("tsc"), "--project", ".");
  }

  /** Checks that the client has posted an event, created a field and read both responses. */
  private void uses(String... command) {
    var name = "generated" + UUID.randomUUID().toString().replace("-", "");
    var printed =
        Tools.run(
                folder,
                Map.of(
                    "NAME", name,
                    "PARLEY_URL", product.stack.api().toString().replaceFirst("/$", ""),
                    "PARLEY_KEY", product.stack.adminKey()),
                command)
            .orThrow()
            .strip()
            .split(" ");
    assertThat(printed).hasSize(2).startsWith("accepted");
    assertThat(product.get("events/%2Fgenerated/" + name).path("conversationId").asString())
        .isEqualTo(name);
    var field = product.get("fields/" + printed[1]);
    assertThat(field.path("key").asString()).isEqualTo(name);
    assertThat(field.path("choices").valueStream().map(one -> one.asString()))
        .containsExactly("small", "large");
    product.post("fields/" + printed[1] + "/archive", "{}").orThrow();
  }

  private void run(String... command) {
    Tools.run(folder, Map.of("NO_COLOR", "1"), command).orThrow();
  }

  private static String program(String name) {
    return Tools.node().resolve("node_modules/.bin").resolve(name).toString();
  }

  private void given(String name, String as) throws IOException {
    Files.copy(Tools.given(name), folder.resolve(as), StandardCopyOption.REPLACE_EXISTING);
  }
}
