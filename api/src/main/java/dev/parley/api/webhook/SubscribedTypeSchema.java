package dev.parley.api.webhook;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Lists the types of events in the API's document. */
@Component
class SubscribedTypeSchema implements OpenApiCustomizer {
  @Override
  public void customise(OpenAPI document) {
    var schema = new JsonSchema();
    schema.addType("string");
    SubscribedType.ALL.forEach(type -> schema.addEnumItemObject(type.wire()));
    document.getComponents().addSchemas(SubscribedType.NAME, schema);
  }
}
