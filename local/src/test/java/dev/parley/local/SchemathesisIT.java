package dev.parley.local;

import static dev.parley.local.Product.chain;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemathesis, which knows the API only from its document, tries each operation with valid and
 * invalid data: there must be no server error and no undocumented response. See
 * docs/decisions/0013-schemathesis.md.
 */
class SchemathesisIT {
  private static final String SECONDS = System.getProperty("schemathesis.seconds", "60");
  private static final String SEED = System.getProperty("schemathesis.seed", "1");
  private static final String PHASES =
      System.getProperty("schemathesis.phases", "examples,coverage,fuzzing");

  private static final List<String> ABOUT_THINGS =
      List.of(
          "publishWorkflow",
          "previewText",
          "testWorkflow",
          "runWorkflow",
          "createConversation",
          "assignConversation",
          "sendMessage",
          "createSkillSet",
          "updateSkillSet",
          "createChannel",
          "updateChannel",
          "createSubscription",
          "updateSubscription",
          "invite",
          "resetPassword",
          "updateField",
          "putModels");
  private static final List<String> TAKEN =
      List.of("2xx", "401", "403", "404", "409", "422", "429", "5xx");

  private static final Pattern ODD_HEADERS =
      Pattern.compile("Idempotency-Key|Parley-Causation|If-(None-)?Match|ce-.*");

  /** A schema cannot say that a time is at most a day ahead. */
  private static final String HOOKS =
      """
      from datetime import datetime, timezone
      import schemathesis
      from hypothesis import strategies

      past = strategies.datetimes(
          max_value=datetime(2026, 1, 1), timezones=strategies.just(timezone.utc))
      schemathesis.openapi.format("date-time", past.map(datetime.isoformat))
      """;

  @Test
  void everyResponseIsDocumented(@TempDir Path folder) throws IOException {
    try (var product = new Product(Map.of())) {
      var document = folder.resolve("openapi.json");
      Files.writeString(document, withoutOddHeaders(product.get("openapi.json")).toString());
      Files.writeString(folder.resolve("hooks.py"), HOOKS);
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
              // Streams do not end: SurfaceIT and StreamIT cover them.
              "--exclude-path-regex",
              "/stream$",
              "--continue-on-failure",
              "--seed",
              SEED);
      Files.writeString(Checkout.root().resolve("local/target/schemathesis.txt"), ran.output());
      assertThat(ran.status()).as(ran.output()).isZero();
    }
  }

  /**
   * A schema cannot say that a key was not used with another body before, that a token was signed
   * here, that an ETag is current, or that an event's attributes are headers if the content type is
   * that of its data.
   */
  private static JsonNode withoutOddHeaders(JsonNode document) {
    for (var path : document.path("paths")) {
      for (var operation : path) {
        if (operation.path("parameters") instanceof ArrayNode parameters) {
          parameters.removeIf(one -> ODD_HEADERS.matcher(one.path("name").asString()).matches());
        }
      }
    }
    var events = document.path("paths").path("/api/v1/events").path("post").path("requestBody");
    ((ObjectNode) events.path("content")).remove("application/json");
    return document;
  }

  /** Returns an existing object for each noun with which paths begin. */
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
    var channel =
        "{\"name\": \"Schemathesis\", \"channel\": \"webchat\", \"connector\": \"store\"}";
    things.put("channels", product.post("channels", channel).orThrow().path("id").asString());
    var named = "{\"conditions\": [{\"field\": \"contact.name\", \"operator\": \"present\"}]}";
    var segment = "{\"name\": \"Schemathesis\", \"filter\": " + named + "}";
    things.put("segments", product.post("segments", segment).orThrow().path("id").asString());
    var contact = product.post("contacts", "{\"name\": \"Schemathesis\"}").orThrow();
    things.put("contacts", contact.path("id").asString());
    return things;
  }

  private static String quoted(List<String> texts) {
    return texts.stream().collect(Collectors.joining("\", \"", "[\"", "\"]"));
  }

  private static String configuration(Map<String, String> things) {
    var text =
        new StringBuilder(
            """
            hooks = "hooks.py"
            generation.allow-x00 = false

            # Opaque: only those that a list gave are ones.
            [parameters]
            "query.cursor" = ""

            # Here 422 also tells of what there is: whom to assign, what a graph lacks, who answers.
            [[operations]]
            include-operation-id = %s
            checks.positive_data_acceptance.expected-statuses = %s
            """
                .formatted(quoted(ABOUT_THINGS), quoted(TAKEN)));
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
