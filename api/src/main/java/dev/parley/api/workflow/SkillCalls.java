package dev.parley.api.workflow;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.parley.node.References.SkillFault;
import dev.parley.store.SkillSets.Skill;
import dev.parley.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks the call of a skill against the JSON Schema of its arguments (MCP, tools). The values of
 * templates are unknown, so only literal values are checked.
 */
final class SkillCalls {
  private static final Logger LOG = LoggerFactory.getLogger(SkillCalls.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_FAULTS = 20;

  /** Schemas come from third-party servers: their external references are not fetched. */
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry
                  .schemaCacheEnabled(false)
                  .schemaLoader(loader -> loader.fetchRemoteResources(false))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build()));

  private SkillCalls() {}

  /**
   * Returns the errors of a call.
   *
   * @param known the skills of the skill set; empty if they have not been loaded yet
   */
  static List<SkillFault> faults(List<Skill> known, String skill, Map<String, Object> arguments) {
    if (known.isEmpty()) {
      return List.of();
    }
    var found = known.stream().filter(one -> one.name().equals(skill)).findFirst();
    if (found.isEmpty()) {
      return List.of(
          new SkillFault(
              "/skill",
              "skill-unknown",
              "This skill set has no skill \"" + skill + "\". Choose one of its skills."));
    }
    var schema = found.get().parameters();
    return Stream.concat(missing(schema, arguments), misfits(schema, arguments))
        .limit(MOST_FAULTS)
        .toList();
  }

  /** Returns required arguments that are absent or empty. */
  private static Stream<SkillFault> missing(
      Map<String, Object> schema, Map<String, Object> arguments) {
    return schema.get("required") instanceof List<?> required
        ? required.stream()
            .map(String::valueOf)
            .filter(name -> isEmpty(arguments.get(name)))
            .map(name ->
                new SkillFault(
                    "/arguments/" + escaped(name),
                    "argument-missing",
                    "\"" + title(schema, name) + "\" is required."))
        : Stream.empty();
  }

  private static boolean isEmpty(@Nullable Object value) {
    return value == null || (value instanceof String text && text.isBlank());
  }

  private static Stream<SkillFault> misfits(
      Map<String, Object> schema, Map<String, Object> arguments) {
    var given = JSON.<JsonNode>valueToTree(arguments);
    List<Error> errors;
    try {
      errors = SCHEMAS.getSchema(JSON.<JsonNode>valueToTree(schema)).validate(given);
    } catch (RuntimeException | StackOverflowError e) {
      // An unusable schema says nothing about the arguments; the server will validate them.
      LOG.debug("A skill's schema cannot be used: {}", e.toString());
      return Stream.empty();
    }
    var faults = new ArrayList<SkillFault>();
    for (var error : errors) {
      var place = error.getInstanceLocation().toString();
      if (!isOfTheWhole(error, place) && !hasTemplate(given.at(place))) {
        faults.add(misfit(schema, error, place));
      }
    }
    return faults.stream().distinct();
  }

  /**
   * Returns true for errors that are reported elsewhere or not the author's: {@link #missing}
   * reports required arguments, and arguments are an object whatever type a broken schema demands.
   */
  private static boolean isOfTheWhole(Error error, String place) {
    return place.isEmpty()
        && Set.of("required", "dependentRequired", "type").contains(error.getKeyword());
  }

  private static SkillFault misfit(Map<String, Object> schema, Error error, String place) {
    var extra = Optional.ofNullable(error.getProperty());
    if (extra.isPresent() && error.getKeyword().equals("additionalProperties")) {
      return new SkillFault(
          "/arguments" + place + "/" + escaped(extra.get()),
          "argument-unknown",
          "This skill has no argument \"" + extra.get() + "\". Remove it.");
    }
    var name = place.isEmpty() ? "" : unescaped(place.substring(1).split("/", 2)[0]);
    return new SkillFault(
        "/arguments" + place,
        "argument-invalid",
        (name.isEmpty() ? "The arguments do" : "\"" + title(schema, name) + "\" does")
            + " not fit this skill: "
            + error.getMessage()
            + ".");
  }

  private static boolean hasTemplate(JsonNode value) {
    return value.isString()
        ? !new Template(value.stringValue()).isPlain()
        : value.valueStream().anyMatch(SkillCalls::hasTemplate);
  }

  /** Returns the title of an argument in its form. */
  private static String title(Map<String, Object> schema, String name) {
    return schema.get("properties") instanceof Map<?, ?> properties
            && properties.get(name) instanceof Map<?, ?> property
            && property.get("title") instanceof String title
        ? title
        : Objects.requireNonNull(name);
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static String unescaped(String name) {
    return name.replace("~1", "/").replace("~0", "~");
  }
}
