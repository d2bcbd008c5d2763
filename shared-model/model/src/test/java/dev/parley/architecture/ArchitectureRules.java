package dev.parley.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/**
 * The allowed dependencies between packages, and class names that are forbidden because they say
 * nothing.
 */
public final class ArchitectureRules {
  private static final String[] TEMPLATE = {"dev.parley.template..", "dev.parley.text.."};
  private static final String[] PURE = {
    "dev.parley.template..",
    "dev.parley.text..",
    "dev.parley.node..",
    "dev.parley.graph..",
    "dev.parley.conversation..",
    "dev.parley.extraction..",
    "dev.parley.execution.."
  };
  private static final String[] SERVICES = {
    "dev.parley.api..", "dev.parley.worker..", "dev.parley.local..", "dev.parley.benchmark.."
  };

  private ArchitectureRules() {}

  @ArchTest
  static final ArchRule sharedModelKnowsNoService =
      noClasses()
          .that()
          .resideOutsideOfPackages(SERVICES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SERVICES)
          .because("arrows point one way: api and worker know shared-model, never the reverse");

  @ArchTest
  static final ArchRule apiDoesNotKnowTheWorker =
      noClasses()
          .that()
          .resideInAPackage("dev.parley.api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.parley.worker..", "dev.parley.local..")
          .because("PostgreSQL and Temporal are between api and worker");

  @ArchTest
  static final ArchRule workerDoesNotKnowTheApi =
      noClasses()
          .that()
          .resideInAPackage("dev.parley.worker..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.parley.api..", "dev.parley.local..")
          .because("PostgreSQL and Temporal are between api and worker");

  @ArchTest
  static final ArchRule templatesKnowNothingElseOfOurs =
      noClasses()
          .that()
          .resideInAnyPackage(TEMPLATE)
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.parley..").and(resideOutsideOfPackages(TEMPLATE)))
          .because("the template engine is a library that the model uses");

  @ArchTest
  static final ArchRule theModelKnowsNoDatabase =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.parley.store..", "dev.parley.db..", "org.jooq..", "java.sql..", "javax.sql..")
          .because("what a graph means does not depend on where it is kept");

  @ArchTest
  static final ArchRule aKindDecidesItDoesNotDo =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.parley.template..",
              "dev.parley.text..",
              "dev.parley.node..",
              "dev.parley.graph..",
              "dev.parley.conversation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.temporal..", "java.net.http..", "java.nio.file..", "okhttp3..")
          .because("nodes, graphs and the interpreter are pure; worker and store carry out");

  @ArchTest
  static final ArchRule sharedModelKnowsNoSpring =
      noClasses()
          .that()
          .resideOutsideOfPackages(SERVICES)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..")
          .because("the worker carries shared-model without a container");

  @ArchTest
  static final ArchRule onlyStoresReadTables =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.parley.db..", "dev.parley.store..")
          .and(areNoPartOfAStore())
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.parley.db..")
          .because("SQL is read in one place, whole");

  @ArchTest
  static final ArchRule noDrawerPackages =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..",
              "..utils..",
              "..helper..",
              "..helpers..",
              "..common..",
              "..manager..",
              "..managers..",
              "..service..",
              "..services..",
              "..impl..")
          .because("a package is named for the noun it is about");

  @ArchTest
  static final ArchRule noDrawerClasses =
      classes()
          .should()
          .haveNameNotMatching(".*(Utils?|Helpers?|Common|Managers?|Services?|Impl)")
          .because("a class is named for what it is or what it is made of");

  @ArchTest
  static final ArchRule noCyclesBetweenPackages =
      SlicesRuleDefinition.slices().assignedFrom(new OwnPackages()).should().beFreeOfCycles();

  @ArchTest static final ArchRule packagesAreAboutOneThing = PackageSize.rule();

  @ArchTest static final ArchRule nounsOfTheApiKeepApart = RoomsOfTheApi.rule();

  @ArchTest
  static final ArchRule workflowsKnowNothingElseOfTheWorker =
      noClasses()
          .that()
          .resideInAPackage("dev.parley.worker.workflow..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.parley.worker..")
                  .and(resideOutsideOfPackage("dev.parley.worker.workflow..")))
          .because("workflow code is replayed; what it needs done, an activity does");

  @ArchTest
  static final ArchRule callsKnowNoSteps =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.parley.worker.outbound..",
              "dev.parley.worker.extraction..",
              "dev.parley.worker.skill..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.parley.worker.step..", "dev.parley.worker.workflow..")
          .because("steps make calls, never the reverse");

  @ArchTest static final ArchRule workflowsAreDeterministic = WorkflowDeterminism.rule();

  private static DescribedPredicate<JavaClass> areNoPartOfAStore() {
    return DescribedPredicate.describe(
        "are no part of a class named *Store",
        type -> !type.getName().replaceAll("\\$.*", "").endsWith("Store"));
  }

  /** Every package except the generated one, whose classes depend on each other in cycles. */
  private static final class OwnPackages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return resideInAPackage("dev.parley.db..").test(type)
          ? SliceIdentifier.ignore()
          : SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
