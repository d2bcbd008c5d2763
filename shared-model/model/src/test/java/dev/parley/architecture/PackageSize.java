package dev.parley.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.parley.node.Kind;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Limits how many top-level types a package holds: a larger one holds more than one idea. The kinds
 * of nodes are one idea, however many there are.
 */
final class PackageSize {
  private static final int MOST = 24;

  private PackageSize() {}

  static ArchRule rule() {
    return classes()
        .that()
        .resideOutsideOfPackage("dev.parley.db..")
        .and()
        .areTopLevelClasses()
        .and()
        .haveSimpleNameNotEndingWith("package-info")
        .and()
        .areNotAnnotatedWith(Kind.class)
        .should(shareTheirPackageWithFew())
        .because("each package is about one thing");
  }

  private static ArchCondition<JavaClass> shareTheirPackageWithFew() {
    return new ArchCondition<>("share their package with at most " + (MOST - 1) + " others") {
      private final Map<String, Integer> sizes = new TreeMap<>();

      @Override
      public void init(Collection<JavaClass> all) {
        sizes.clear();
        all.forEach(type -> sizes.merge(type.getPackageName(), 1, Integer::sum));
      }

      @Override
      public void check(JavaClass type, ConditionEvents events) {}

      @Override
      public void finish(ConditionEvents events) {
        sizes.forEach((name, size) -> {
          if (size > MOST) {
            events.add(
                SimpleConditionEvent.violated(
                    name, "%s holds %d types (expected: at most %d)".formatted(name, size, MOST)));
          }
        });
      }
    };
  }
}
