package dev.parley.dashboard;

import dev.parley.graph.GraphSchema;
import dev.parley.node.json.NodeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.ObjectNode;

/** Writes the dashboard's generated sources; the build runs it once the kinds are compiled. */
public final class DashboardFiles {
  private static final String SCHEMAS = "#/components/schemas/";

  private DashboardFiles() {}

  /**
   * Writes the files, each only if its content changes.
   *
   * @param arguments the folder, which is created if necessary
   */
  public static void main(String... arguments) throws IOException {
    var folder = Files.createDirectories(Path.of(arguments[0]));
    write(folder.resolve("kinds.ts"), KindScript.text());
    write(folder.resolve("events.ts"), EventScript.text());
    write(folder.resolve("graph.json"), graph());
  }

  /** Graphs as they are answered and as they may be sent, for the types of the API. */
  private static String graph() {
    ObjectNode schemas = NodeJson.mapper().createObjectNode();
    GraphSchema.answered(SCHEMAS).forEach(schemas::set);
    GraphSchema.sent(SCHEMAS).forEach(schemas::set);
    return NodeJson.mapper()
            .rebuild()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(schemas)
        + "\n";
  }

  private static void write(Path file, String text) throws IOException {
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      Files.writeString(file, text);
    }
  }
}
