package dev.parley.api.contract;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Schemas of what travels as plain JSON: the code that reads it is a list of checks, no record. */
final class HandWrittenSchemas {
  private HandWrittenSchemas() {}

  static Map<String, Schema<?>> all() {
    return Map.of(
        "Problem",
        DocumentCustomizer.read(
            """
            {"type": "object",
             "description": "RFC 9457. Some codes add further members, for example who made a conflicting change.",
             "properties": {
               "type": {"type": "string", "format": "uri"},
               "title": {"type": "string"},
               "status": {"type": "integer"},
               "code": {"type": "string", "description": "stable, kebab-case; docs/api.md lists them"},
               "detail": {"type": "string"},
               "errors": {"type": "array", "items": {"$ref": "#/components/schemas/Fault"}},
               "parameter": {"type": "string"},
               "changedBy": {"type": "string"},
               "changedAt": {"type": "string", "format": "date-time"},
               "revision": {"type": "integer", "format": "int64"},
               "newestVersion": {"type": "integer"}},
             "required": ["type", "title", "status", "code", "detail"]}
            """),
        "EventData",
        EventDataSchemas.data(),
        "SampleData",
        EventDataSchemas.sample(),
        "RunEvent",
        DocumentCustomizer.read(
            """
            {"type": "object", "description": "The CloudEvent that started a run.",
             "properties": {
               "specversion": {"type": "string", "const": "1.0"},
               "id": {"type": "string"},
               "source": {"type": "string"},
               "type": {"$ref": "#/components/schemas/EventType"},
               "time": {"type": "string", "format": "date-time"},
               "datacontenttype": {"type": "string"},
               "data": {"$ref": "#/components/schemas/EventData"}},
             "required": ["specversion", "id", "source", "type", "data"]}
            """),
        "RetryVersion",
        DocumentCustomizer.read(
"""
            {"description": "The version to resume with; by default the version of the run itself.",
             "oneOf": [{"type": "null"}, {"type": "string", "enum": ["active"]},
                       {"type": "integer", "format": "int32", "minimum": 1}]}
"""));
  }

  /** Events come alone or in batches, distinguished by their media type. */
  static void events(OpenAPI document) {
    var path = "/api/v1/events";
    var post = Objects.requireNonNull(document.getPaths().get(path), path).getPost();
    post.setOperationId("postEvents");
    post.setSummary("Post one CloudEvent, structured or binary, or a batch");
    var one = ref("CloudEvent");
    var many = ref("EventBatch");
    post.setRequestBody(
        new RequestBody()
            .required(true)
            .content(
                new Content()
                    .addMediaType("application/cloudevents+json", new MediaType().schema(one))
                    .addMediaType(
                        "application/cloudevents-batch+json", new MediaType().schema(many))
                    // In binary mode, the event's attributes are headers.
                    .addMediaType("application/json", new MediaType().schema(ref("EventData")))));
    var again = "/api/v1/rejected-events/{id}/repost";
    Objects.requireNonNull(document.getPaths().get(again), again)
        .getPost()
        .setRequestBody(
            new RequestBody()
                .required(true)
                .content(
                    new Content()
                        .addMediaType("application/cloudevents+json", new MediaType().schema(one))
                        .addMediaType("application/json", new MediaType().schema(one))));
    post.getResponses()
        .addApiResponse(
            "202",
            new ApiResponse()
                .description("The result of one event, or the results of a batch in its order")
                .content(
                    new Content()
                        .addMediaType(
                            "application/json",
                            new MediaType()
                                .schema(
                                    new JsonSchema()
                                        .oneOf(List.of(ref("EventResult"), ref("BatchResult")))))));
  }

  private static Schema<?> ref(String name) {
    return new JsonSchema().$ref("#/components/schemas/" + name);
  }
}
