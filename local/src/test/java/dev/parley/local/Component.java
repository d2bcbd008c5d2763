package dev.parley.local;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A component of a bill of materials.
 *
 * @param name with its group, if it has one
 * @param licenses each an identifier, an expression, or what its author calls it
 */
record Component(String name, String version, List<String> licenses) {
  private static final String OURS = "dev.parley";

  /** Returns the components of others in a CycloneDX file. */
  static List<Component> in(Path file) {
    return of(Product.JSON.readTree(file.toFile()));
  }

  static List<Component> of(JsonNode bom) {
    return bom.path("components")
        .valueStream()
        .filter(component -> !component.path("group").asString("").equals(OURS))
        .map(Component::component)
        .toList();
  }

  private static Component component(JsonNode component) {
    var group = component.path("group").asString("");
    var name = component.path("name").asString();
    return new Component(
        group.isEmpty() ? name : group + ":" + name,
        component.path("version").asString(),
        component.path("licenses").valueStream().map(Component::license).toList());
  }

  private static String license(JsonNode choice) {
    return Stream.of(
            choice.path("expression"),
            choice.path("license").path("id"),
            choice.path("license").path("name"))
        .map(text -> text.asString(""))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("an empty license")
        // In American spelling, like the page that it is looked up in.
        .replace("icence", "icense");
  }
}
