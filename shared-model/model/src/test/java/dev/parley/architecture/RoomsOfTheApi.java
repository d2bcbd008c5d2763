package dev.parley.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/**
 * The packages of the api that are about one noun each. A noun knows only the nouns that it names
 * here; the other packages, which all nouns may use, know none.
 */
final class RoomsOfTheApi {
  private static final String API = "dev.parley.api.";

  private static final Map<String, Set<String>> KNOWN =
      Map.ofEntries(
          entry("catalogue", Set.of()),
          entry("contact", Set.of("catalogue")),
          entry("conversation", Set.of("catalogue")),
          entry("dashboard", Set.of()),
          entry("event", Set.of()),
          entry("health", Set.of()),
          entry("key", Set.of()),
          entry("model", Set.of()),
          entry("operations", Set.of()),
          entry("person", Set.of("catalogue")),
          entry("privacy", Set.of()),
          entry("run", Set.of("workflow")),
          entry("secret", Set.of()),
          entry("skill", Set.of("catalogue")),
          entry("trial", Set.of("workflow")),
          entry("webhook", Set.of("catalogue")),
          entry("workflow", Set.of()));

  private RoomsOfTheApi() {}

  static ArchRule rule() {
    return classes()
        .that()
        .resideInAPackage(API + ".")
        .should(knowNoOtherNoun())
        .because("what several nouns need has a package of its own");
  }

  private static ArchCondition<JavaClass> knowNoOtherNoun() {
    return new ArchCondition<>("know no noun but their own and those listed for it") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        var own = room(type);
        for (var dependency : type.getDirectDependenciesFromSelf()) {
          var other = room(dependency.getTargetClass());
          if (!other.equals(own)
              && KNOWN.containsKey(other)
              && !KNOWN.getOrDefault(own, Set.of()).contains(other)) {
            events.add(violation(type, dependency));
          }
        }
      }
    };
  }

  private static ConditionEvent violation(JavaClass type, Dependency dependency) {
    return SimpleConditionEvent.violated(type, dependency.getDescription());
  }

  /** The name after {@code dev.parley.api}; empty for what is elsewhere. */
  private static String room(JavaClass type) {
    var name = type.getPackageName();
    return name.startsWith(API) ? name.substring(API.length()).replaceFirst("\\..*", "") : "";
  }
}
