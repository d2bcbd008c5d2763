package dev.parley.api.contract;

import dev.parley.graph.GraphSchema;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.http.HttpStatus;

/** Adds what all operations have in common, and the schemas of graphs and events. */
@SuppressWarnings({"rawtypes", "unchecked"}) // The library's own maps of schemas are raw.
final class DocumentCustomizer implements GlobalOpenApiCustomizer {
  private static final String SCHEMAS = "#/components/schemas/";
  private static final List<Integer> PROBLEMS =
      List.of(400, 401, 403, 404, 406, 408, 409, 412, 413, 415, 422, 429, 503);

  @Override
  public void customise(OpenAPI document) {
    var schemas = new TreeMap<String, Schema>(document.getComponents().getSchemas());
    GraphSchema.answered(SCHEMAS).forEach((name, json) -> schemas.put(name, read(json.toString())));
    GraphSchema.sent(SCHEMAS).forEach((name, json) -> schemas.put(name, read(json.toString())));
    schemas.putAll(HandWrittenSchemas.all());
    schemas.putAll(EventSchemas.all());
    schemas.putAll(ConditionalRequirements.all());
    ConditionalRequirements.add(schemas);
    document.getComponents().setSchemas(schemas);
    HandWrittenSchemas.events(document);
    PROBLEMS.forEach(
        code -> document.getComponents().addResponses("Problem" + code, problem(code)));
    DocumentedHeaders.add(document.getComponents());
    document.getPaths().forEach(DocumentCustomizer::path);
    Tags.tell(document);
    strict(document);
  }

  static Schema<?> read(String json) {
    try {
      return Json31.mapper().readValue(json, JsonSchema.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void path(String path, PathItem item) {
    item.readOperationsMap()
        .forEach((method, operation) -> {
          var noun = path.replaceFirst("^/api/v1/", "").replaceFirst("/.*", "");
          operation.setTags(List.of(noun));
          if (operation.getParameters() != null) {
            operation.getParameters().forEach(DocumentCustomizer::parameter);
          }
          created(operation);
          orNothing(operation);
          problems(path, method, operation);
          DocumentedHeaders.tell(path, method, operation);
        });
  }

  private static void parameter(Parameter parameter) {
    Numbers.bound(parameter.getSchema());
    switch (parameter.getName()) {
      case "limit" ->
          parameter.getSchema().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(200));
      case "days" -> parameter.getSchema().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(90));
      // A schema of its own, since plain strings share one.
      case "from", "to", "updatedSince" ->
          parameter.setSchema(new JsonSchema().types(Set.of("string")).format("date-time"));
      case "cursor" -> parameter.description("nextCursor of the previous page");
      case "archived" -> parameter.getSchema().pattern("^(false|true|all)$");
      case "If-Match" -> {
        if (parameter.getDescription() == null) {
          parameter.description("The ETag that the change is based on");
          parameter.getSchema().pattern("^(\\*|(W/)?\"[0-9]{1,18}\")$");
        }
      }
      default -> {}
    }
  }

  /** If a body is optional, it may also be a JSON null. */
  private static void orNothing(Operation operation) {
    var body = operation.getRequestBody();
    if (body != null && !Boolean.TRUE.equals(body.getRequired())) {
      body.getContent()
          .values()
          .forEach(it ->
              it.setSchema(
                  new JsonSchema()
                      .anyOf(List.of(it.getSchema(), new JsonSchema().types(Set.of("null"))))));
    }
  }

  /**
   * Creating operations respond with 201; if the status is set in code, the generator assumes 200.
   */
  private static void created(Operation operation) {
    var answers = operation.getResponses();
    var id = operation.getOperationId();
    if ((id.startsWith("create") || id.equals("sendMessage")) && answers.containsKey("200")) {
      answers.addApiResponse("201", answers.remove("200").description("Created"));
    }
  }

  /** Adds the error responses of an operation, which all share one schema. */
  private static void problems(String path, PathItem.HttpMethod method, Operation operation) {
    var codes = new LinkedHashSet<Integer>();
    if (path.startsWith("/api/v1/health")) {
      codes.add(403);
    } else {
      codes.addAll(List.of(400, 401, 403, 429, 503));
    }
    if (answersSomething(operation)) {
      codes.add(406);
    }
    if (path.contains("{") || named(operation, "segment")) {
      codes.add(404);
    }
    var event = path.equals("/api/v1/events");
    if (method != PathItem.HttpMethod.GET && !event) {
      codes.addAll(List.of(409, 412));
    }
    if (operation.getRequestBody() != null) {
      codes.addAll(event ? List.of(408, 413, 415) : List.of(408, 413, 415, 422));
    }
    for (var code : codes) {
      operation
          .getResponses()
          .addApiResponse(
              String.valueOf(code),
              new ApiResponse().$ref("#/components/responses/Problem" + code));
    }
  }

  private static boolean answersSomething(Operation operation) {
    return !operation.getResponses().containsKey("204");
  }

  private static boolean named(Operation operation, String parameter) {
    var parameters = operation.getParameters();
    return parameters != null
        && parameters.stream().anyMatch(one -> parameter.equals(one.getName()));
  }

  private static ApiResponse problem(int code) {
    var answer =
        new ApiResponse()
            .description(HttpStatus.valueOf(code).getReasonPhrase())
            .content(
                new Content()
                    .addMediaType(
                        "application/problem+json",
                        new MediaType().schema(new JsonSchema().$ref(SCHEMAS + "Problem"))));
    if (code == 409 || code == 429 || code == 503) {
      DocumentedHeaders.refer(answer, "Retry-After");
    }
    return answer;
  }

  /**
   * Requests are parsed strictly: unknown properties are rejected, and null is the same as absent.
   */
  private static void strict(OpenAPI document) {
    var sent =
        reached(
            document, operations(document).flatMap(one -> Stream.ofNullable(one.getRequestBody())));
    var answered =
        reached(document, operations(document).flatMap(one -> Stream.of(one.getResponses())));
    sent.removeAll(answered);
    for (var name : sent) {
      var schema = Objects.requireNonNull(document.getComponents().getSchemas().get(name), name);
      Numbers.bound(schema);
      if (schema.getProperties() != null && schema.getAdditionalProperties() == null) {
        schema.setAdditionalProperties(false);
        nullable(schema);
      }
    }
  }

  private static void nullable(Schema schema) {
    var needed = schema.getRequired() == null ? List.of() : schema.getRequired();
    ((Map<String, Schema>) schema.getProperties())
        .replaceAll((name, property) ->
            needed.contains(name) || (property.getTypes() == null && property.get$ref() == null)
                ? property
                : new JsonSchema()
                    .anyOf(List.of(property, new JsonSchema().types(Set.of("null")))));
  }

  private static Stream<Operation> operations(OpenAPI document) {
    return document.getPaths().values().stream().flatMap(path -> path.readOperations().stream());
  }

  private static Set<String> reached(OpenAPI document, Stream<?> from) {
    var found = new LinkedHashSet<String>();
    from.forEach(part -> collect(document, part, found));
    return found;
  }

  private static void collect(OpenAPI document, Object part, Set<String> found) {
    Json31.mapper()
        .valueToTree(part)
        .findValuesAsText("$ref")
        .forEach(ref -> {
          var name = ref.substring(ref.lastIndexOf('/') + 1);
          var schema = document.getComponents().getSchemas().get(name);
          if (schema != null && found.add(name)) {
            collect(document, schema, found);
          }
        });
  }
}
