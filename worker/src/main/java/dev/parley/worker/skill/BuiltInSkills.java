package dev.parley.worker.skill;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The worker's built-in MCP server: a few skills that need nothing from outside. It listens on a
 * free port of the loopback address while the worker runs.
 */
public final class BuiltInSkills implements AutoCloseable {
  private final LoopbackMcp transport;
  private final McpStatelessSyncServer server;

  /** Starts the server. */
  public BuiltInSkills(Clock clock) throws IOException {
    transport = new LoopbackMcp();
    server =
        McpServer.sync(transport)
            .serverInfo("parley-skills", "1")
            .capabilities(ServerCapabilities.builder().tools(false).build())
            .toolCall(
                tool(
                    "business_hours",
                    "Is it open?",
                    "Checks whether it is within opening hours now, in a time zone.",
                    OpeningHours.PARAMETERS,
                    OpeningHours.RESULT),
                (context, request) ->
                    told(request.arguments(), arguments -> OpeningHours.at(clock, arguments)))
            .toolCall(
                tool(
                    "find_references",
                    "Find order numbers and email addresses",
                    "Finds order numbers and email addresses in a text.",
                    TextSkills.TEXT,
                    TextSkills.REFERENCES),
                (context, request) -> told(request.arguments(), TextSkills::references))
            .toolCall(
                tool(
                    "detect_language",
                    "Which language is it?",
                    "Detects which of fourteen languages a text is written in.",
                    TextSkills.TEXT,
                    TextSkills.LANGUAGE),
                (context, request) -> told(request.arguments(), TextSkills::language))
            .build();
    transport.start();
  }

  private static Tool tool(
      String name,
      String title,
      String description,
      Map<String, Object> parameters,
      Map<String, Object> result) {
    return Tool.builder(name, parameters)
        .title(title)
        .description(description)
        .outputSchema(result)
        .annotations(ToolAnnotations.builder().readOnlyHint(true).build())
        .build();
  }

  private static CallToolResult told(
      Map<String, Object> arguments, Function<Map<String, Object>, Map<String, Object>> skill) {
    try {
      var result = skill.apply(arguments == null ? Map.of() : arguments);
      return new CallToolResult(List.of(text(result.toString())), false, result, Map.of());
    } catch (IllegalArgumentException e) {
      return new CallToolResult(
          List.of(text(String.valueOf(e.getMessage()))), true, null, Map.of());
    }
  }

  private static TextContent text(String text) {
    return TextContent.builder(text).build();
  }

  /** Returns its address. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + transport.port() + "/mcp");
  }

  @Override
  public void close() {
    server.close();
    transport.close();
  }
}
