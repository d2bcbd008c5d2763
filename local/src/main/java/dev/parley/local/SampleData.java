package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content of a new installation: a few labels, users and personas, and four example workflows
 * that use them. It is loaded through the API.
 */
record SampleData(Api api) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CONFLICT = 409;

  private static final Map<String, String> LABELS =
      Map.of(
          "VIP", "A customer under a priority contract",
          "Urgent", "Something that cannot wait until tomorrow",
          "Billing", "Questions about an invoice, a bill, a charge or a payment",
          "Refund", "The customer wants their money back",
          "Feedback", "Praise, a complaint about the service, or an idea for a feature");

  private static final List<Example> EXAMPLES =
      List.of(
          new Example(
              "auto-assign-by-channel",
              "Auto-assign by channel",
              "Routes WhatsApp conversations to a specialist and all others to an AI persona.",
              false),
          new Example(
              "delayed-follow-up",
              "Delayed follow-up",
              "Welcomes a new conversation and checks in after an hour if it is still open.",
              true),
          new Example(
              "smart-labeling-and-escalation",
              "Smart labeling and escalation",
              "Detects urgent messages and brings them to a senior agent.",
              false),
          new Example(
              "notify-an-external-system",
              "Notify an external system",
              "Sends the conversation to a webhook when it is resolved.",
              false));

  /**
   * An example workflow.
   *
   * @param graph name of its file
   * @param published true if it is active from the start
   */
  private record Example(String graph, String name, String description, boolean published) {}

  /** Loads the data unless there are workflows already; returns true if it did. */
  boolean load() {
    if (!api.get("workflows?archived=all&limit=1").orThrow().path("items").isEmpty()) {
      return false;
    }
    LABELS.forEach(this::label);
    List.of("Sample Agent", "WhatsApp Team Lead", "Senior Agent")
        .forEach(name -> named("users", name));
    named("personas", "General Support");
    EXAMPLES.forEach(this::example);
    return true;
  }

  /** AI Extraction uses the description to decide when a label fits. */
  private void label(String name, String description) {
    made(api.post("labels", Api.object().put("name", name).put("description", description)));
  }

  private void named(String catalogue, String name) {
    made(api.post(catalogue, Api.object().put("name", name)));
  }

  private static void made(Api.Answer answer) {
    if (answer.status() != CONFLICT) {
      answer.orThrow();
    }
  }

  private void example(Example example) {
    var draft = Api.object().put("name", example.name()).put("description", example.description());
    var id = api.post("workflows", draft).orThrow().path("id").asString();
    var graph = Api.object().set("graph", graph(example.graph()));
    var call = example.published() ? "publish" : "versions";
    api.post("workflows/%s/%s".formatted(id, call), graph).orThrow();
  }

  private static JsonNode graph(String name) {
    var resource = "/graphs/examples/" + name + ".json";
    try (var stream = SampleData.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is not in the build");
      }
      return JSON.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
