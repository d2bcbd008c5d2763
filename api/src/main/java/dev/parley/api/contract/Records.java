package dev.parley.api.contract;

import com.fasterxml.jackson.databind.JavaType;
import dev.parley.api.page.Page;
import dev.parley.graph.Problem;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Derives schemas from records: a component that is not {@link Nullable} is required. Any JSON
 * value has an open schema. Error responses use the API's {@code Problem}, so a graph's problem has
 * a longer name.
 */
@Component
class Records implements ModelConverter {

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    JavaType java = Json31.mapper().constructType(type.getType());
    if (java != null && JsonNode.class.isAssignableFrom(java.getRawClass())) {
      return new JsonSchema();
    }
    if (java != null && type.getName() == null) {
      named(java, type);
    }
    var schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    if (schema != null && java != null && java.getRawClass().isRecord()) {
      needed(schema, java.getRawClass(), context);
    }
    return schema;
  }

  /** Names a page after its items, and removes prefixes that mean nothing to clients. */
  private static void named(JavaType java, AnnotatedType type) {
    var plain = java.getRawClass();
    if (plain == Problem.class) {
      type.name("GraphProblem");
    } else if (plain == Page.class) {
      type.name(noun(java.containedType(0).getRawClass()) + "Page");
    } else if (plain.isRecord() && !noun(plain).equals(plain.getSimpleName())) {
      type.name(noun(plain));
    }
  }

  private static String noun(Class<?> type) {
    var schema = type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
    return schema != null && !schema.name().isEmpty()
        ? schema.name()
        : type.getSimpleName().replaceFirst("(?<=.)View$", "");
  }

  private static void needed(Schema<?> schema, Class<?> type, ModelConverterContext context) {
    var ref = schema.get$ref();
    var model =
        ref == null
            ? schema
            : context.getDefinedModels().get(ref.substring(ref.lastIndexOf('/') + 1));
    if (model == null || model.getProperties() == null) {
      return;
    }
    var needed = new LinkedHashSet<String>();
    Arrays.stream(type.getRecordComponents())
        .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
        .forEach(component -> needed.add(component.getName()));
    if (model.getRequired() != null) {
      needed.addAll(model.getRequired());
    }
    needed.retainAll(model.getProperties().keySet());
    model.setRequired(needed.stream().sorted().toList());
  }
}
