package dev.parley.local;

import static dev.parley.local.Product.chain;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that knows the API from its document alone tries each operation, with what the document
 * allows and with what it does not: no fault of the server's, and no answer that the document does
 * not tell of. See docs/decisions/schemathesis.md.
 */
class SchemathesisIT {
  private static final String SECONDS = System.getProperty("schemathesis.seconds", "60");
  private static final String PHASES =
      System.getProperty("schemathesis.phases", "examples,coverage,fuzzing");

  @Test
  void everyAnswerIsOneThatTheDocumentTellsOf(@TempDir Path folder) throws IOException {
    try (var product = new Product(Map.of())) {
      var document = folder.resolve("openapi.json");
      Files.writeString(document, product.get("openapi.json").toString());
      Files.writeString(folder.resolve("schemathesis.toml"), configuration(things(product)));
      var ran =
          Tools.run(
              folder,
              Map.of("NO_COLOR", "1", "COLUMNS", "120"),
              Tools.python().resolve("schemathesis").toString(),
              "run",
              document.toString(),
              "--url",
              product.stack.api().toString(),
              "--header",
              "Authorization: Bearer " + product.stack.adminKey(),
              "--phases",
              PHASES,
              "--max-time",
              SECONDS,
              // They do not end: SurfaceIT and StreamIT listen to them.
              "--exclude-path-regex",
              "/stream$",
              "--continue-on-failure",
              "--seed",
              "1");
      Files.writeString(Checkout.root().resolve("local/target/schemathesis.txt"), ran.output());
      assertThat(ran.status()).as(ran.output()).isZero();
    }
  }

  /** Something of each kind for addresses to name, by the noun that their paths begin with. */
  private static Map<String, String> things(Product product) {
    var things = new LinkedHashMap<String, String>();
    var graph = chain("conversation.created", "hi sendMessage {\"text\": \"Hi\"}");
    var workflow = product.publish("Schemathesis", graph);
    things.put("workflows", workflow);
    var id = "schemathesis-" + UUID.randomUUID();
    var event = product.event("conversation.created", id, "webchat", "Hello");
    things.put("conversations", id);
    things.put("executions", Product.executions(event).getFirst());
    for (var noun : new String[] {"labels", "users", "personas"}) {
      var made = product.post(noun, "{\"name\": \"Schemathesis\"}").orThrow();
      things.put(noun, made.path("id").asString());
    }
    var field = "{\"name\": \"Schemathesis\", \"key\": \"schemathesis\", \"type\": \"text\"}";
    things.put("fields", product.post("fields", field).orThrow().path("id").asString());
    return things;
  }

  private static String configuration(Map<String, String> things) {
    var text =
        new StringBuilder(
            """
            [checks.positive_data_acceptance]
            enabled = false

            [checks.negative_data_rejection]
            enabled = false

            [checks.allow_header_conformance]
            enabled = false

            [checks.use_after_free]
            enabled = false

            # Opaque: only those that a list gave are ones.
            [parameters]
            "query.cursor" = ""

            # An unfinished graph is answered with what is still empty, which no enum names.
            [[operations]]
            include-path-regex = "/(working-copy|versions|graph|export)"
            checks.response_schema_conformance.enabled = false
            """);
    things.forEach((noun, id) ->
        text.append(
            """
            [[operations]]
            include-path-regex = "^/api/v1/%s/\\\\{id\\\\}"
            parameters = { "path.id" = "%s" }
            """
                .formatted(noun, id)));
    return text.toString();
  }
}
