package dev.parley.api.contract;

import dev.parley.api.idempotency.RepeatedPosts;
import dev.parley.secret.CausationTokens;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Documents the request and response headers that filters handle, rather than parameters. */
final class DocumentedHeaders {
  private static final String HEADERS = "#/components/headers/";

  /** Operations that create something without an address of its own. */
  private static final Set<String> NOWHERE =
      Set.of("sendMessage", "makeSignInLink", "rotateApiKey", "invite");

  /** Operations whose result is found at the address of the run they start. */
  private static final Set<String> STARTS = Set.of("runWorkflow", "testWorkflow", "retryExecution");

  /** Operations whose responses carry an ETag. */
  private static final Set<String> TAGGED =
      Set.of(
          "Workflow", "WorkingCopy", "SavedVersion", "ImportedWorkflow", "Contact", "Conversation");

  /** The attributes of an event in binary mode. */
  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "ce-specversion", "1.0",
          "ce-id", "the event's id",
          "ce-source", "where it happened, a URI reference",
          "ce-type", "the type of the event, one of EventType",
          "ce-time", "the time of the event, as in RFC 3339");

  private DocumentedHeaders() {}

  static void add(Components components) {
    components
        .addHeaders("Location", text("The address of what was created or started").required(true))
        .addHeaders(
            "ETag", text("The version of the resource, to be sent back as If-Match").required(true))
        .addHeaders("Retry-After", text("The seconds to wait before trying again"))
        .addHeaders(
            "Idempotency-Replayed",
            text(
                "true if this is the stored response to an earlier request with this Idempotency-Key"));
  }

  private static Header text(String description) {
    return new Header().description(description).schema(new JsonSchema().types(Set.of("string")));
  }

  static void tell(String path, PathItem.HttpMethod method, Operation operation) {
    var kept = method == PathItem.HttpMethod.POST && RepeatedPosts.areKept(path);
    if (kept) {
      send(
          operation,
          RepeatedPosts.HEADER,
          "For a day, the same key with the same body gets the first response again",
          new JsonSchema()
              .types(Set.of("string"))
              .minLength(1)
              .maxLength(RepeatedPosts.LONGEST)
              .pattern("[^\\s]"));
    }
    if (method != PathItem.HttpMethod.GET && isPartOfChains(path)) {
      send(
          operation,
          CausationTokens.HEADER,
          "The token from the request of Parley that led to this one",
          new JsonSchema().types(Set.of("string")));
    }
    if (operation.getOperationId().equals("postEvents")) {
      ATTRIBUTES.keySet().stream()
          .sorted()
          .forEach(name ->
              send(
                  operation,
                  name,
                  "Binary mode only: " + ATTRIBUTES.get(name) + ", percent-encoded",
                  new JsonSchema().types(Set.of("string"))));
    }
    operation
        .getResponses()
        .forEach((status, answer) -> {
          if (status.startsWith("2")) {
            answered(status, operation, answer, kept);
          }
        });
  }

  private static void answered(
      String status, Operation operation, ApiResponse answer, boolean kept) {
    var id = operation.getOperationId();
    if ((status.equals("201") && !NOWHERE.contains(id)) || STARTS.contains(id)) {
      refer(answer, "Location");
    }
    if (isTagged(answer)) {
      refer(answer, "ETag");
    }
    if (kept) {
      refer(answer, "Idempotency-Replayed");
    }
  }

  /** Documents the precondition headers, which handlers read from the request itself. */
  static void conditional(Operation operation) {
    for (var name : List.of("If-Match", "If-None-Match")) {
      send(
          operation,
          name,
          name.equals("If-Match")
              ? "Only if the resource has one of these ETags"
              : "Only if the resource has none of these ETags",
          new JsonSchema().types(Set.of("string")));
    }
  }

  private static boolean isTagged(ApiResponse answer) {
    return answer.getContent() != null
        && answer.getContent().values().stream()
            .map(media -> media.getSchema() == null ? null : media.getSchema().get$ref())
            .anyMatch(ref -> ref != null && TAGGED.contains(ref.replaceFirst(".*/", "")));
  }

  /**
   * Returns true for paths whose operations can start workflows, which in turn may have caused the
   * request.
   */
  private static boolean isPartOfChains(String path) {
    return path.equals("/api/v1/events")
        || path.startsWith("/api/v1/conversations")
        || path.equals("/api/v1/workflows/{id}/executions");
  }

  static void refer(ApiResponse answer, String name) {
    answer.addHeaderObject(name, new Header().$ref(HEADERS + name));
  }

  private static void send(Operation operation, String name, String description, Schema<?> schema) {
    operation.addParametersItem(
        new HeaderParameter().name(name).description(description).schema(schema));
  }
}
