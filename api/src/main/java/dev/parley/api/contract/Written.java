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
final class Written {
  private Written() {}

  static Map<String, Schema<?>> all() {
    return Map.of(
        "Problem",
        Finish.read(
            """
            {"type": "object",
             "description": "RFC 9457. Some codes bring further members, for example who changed something meanwhile.",
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
        Finish.read(
            """
            {"type": "object",
             "properties": {
               "conversation": {"type": "object",
                 "properties": {
                   "id": {"type": "string", "minLength": 1, "maxLength": 128},
                   "channel": {"type": "string", "enum": ["whatsapp", "instagram", "facebook", "webchat"]},
                   "status": {"type": "string", "enum": ["open", "resolved"]},
                   "starred": {"type": "boolean"},
                   "labels": {"type": "array",
                     "items": {"type": "string", "maxLength": 80, "pattern": "^[^\\\\x00]*[^\\\\s\\\\x00\\\\x1c-\\\\x1f][^\\\\x00]*$"}},
                   "fields": {"type": "object", "additionalProperties": true},
                   "contact": {"type": ["object", "null"],
                     "properties": {
                       "id": {"type": "string", "minLength": 1, "maxLength": 128},
                       "name": {"type": ["string", "null"], "maxLength": 200},
                       "phone": {"type": ["string", "null"], "maxLength": 50},
                       "email": {"type": ["string", "null"], "maxLength": 320},
                       "fields": {"type": "object", "additionalProperties": true}},
                     "required": ["id"]},
                   "assignee": {"type": ["object", "null"],
                     "properties": {
                       "type": {"type": "string", "enum": ["user", "persona"]},
                       "id": {"type": "string", "minLength": 1, "maxLength": 128}},
                     "required": ["type", "id"]}},
                 "required": ["id"]},
               "message": {"type": ["object", "null"],
                 "properties": {
                   "id": {"type": "string", "minLength": 1, "maxLength": 128},
                   "text": {"type": "string", "minLength": 1, "maxLength": 100000}},
                 "required": ["id", "text"]},
               "label": {"type": ["string", "null"], "maxLength": 80}},
             "required": ["conversation"]}
            """),
        "SampleData",
        Finish.read(
            """
            {"type": "object",
             "description": "An event's data to try with; what is absent has a sample value.",
             "properties": {
               "conversation": {"type": "object",
                 "properties": {
                   "id": {"type": ["string", "null"], "maxLength": 128, "pattern": "^[^\\\\x00]*$",
                     "description": "What templates read; the test acts in a sandbox of its own."},
                   "channel": {"anyOf": [{"type": "null"},
                     {"type": "string", "enum": ["whatsapp", "instagram", "facebook", "webchat"]}]},
                   "status": {"anyOf": [{"type": "null"},
                     {"type": "string", "enum": ["open", "resolved"]}]},
                   "starred": {"type": ["boolean", "null"]},
                   "labels": {"type": ["array", "null"], "items": {"type": "string", "pattern": "^[^\\\\x00]*[^\\\\s\\\\x00\\\\x1c-\\\\x1f][^\\\\x00]*$"}},
                   "fields": {"type": ["object", "null"], "additionalProperties": true},
                   "sentiment": {"anyOf": [{"type": "null"},
                     {"type": "string", "enum": ["positive", "neutral", "negative"]}]},
                   "contact": {"type": ["object", "null"],
                     "properties": {
                       "id": {"type": ["string", "null"], "maxLength": 128, "pattern": "^[^\\\\x00]*$"},
                       "name": {"type": ["string", "null"]},
                       "phone": {"type": ["string", "null"]},
                       "email": {"type": ["string", "null"]},
                       "fields": {"type": ["object", "null"], "additionalProperties": true}}},
                   "assignee": {"type": ["object", "null"],
                     "properties": {
                       "type": {"type": "string", "enum": ["user", "persona"]},
                       "id": {"type": "string", "pattern": "^[^\\\\x00]*[^\\\\s\\\\x00\\\\x1c-\\\\x1f][^\\\\x00]*$"}},
                     "required": ["type", "id"]},
                   "lastMessage": {"type": ["object", "null"],
                     "description": "What the customer is taken to have said last.",
                     "properties": {"text": {"type": ["string", "null"]}}}}},
               "message": {},
               "label": {}},
             "additionalProperties": true}
            """),
        "RunEvent",
        Finish.read(
            """
            {"type": "object", "description": "The CloudEvent that a run began with.",
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
        Finish.read(
"""
            {"description": "The version to go on with; as it ran when it is left out.",
             "oneOf": [{"type": "null"}, {"type": "string", "enum": ["active"]},
                       {"type": "integer", "format": "int32", "minimum": 1}]}
"""));
  }

  /** Events come alone or in batches, told apart by their media type. */
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
                .description("Of one event its result, of a batch the results in its order")
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
