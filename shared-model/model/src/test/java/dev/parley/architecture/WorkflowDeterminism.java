package dev.parley.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.temporal.activity.ActivityInterface;
import io.temporal.workflow.WorkflowInterface;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.stream.Stream;

/**
 * Checks that workflow code is deterministic, since it is replayed.
 *
 * <p>Follows every call of a class that implements a {@link WorkflowInterface}, through our own
 * classes only, into every implementation that a call may reach, and stops at activities. Library
 * code is judged by the call into it, see {@link NotReplayable}.
 */
final class WorkflowDeterminism {
  private static final String OWN = "dev.parley.";

  private WorkflowDeterminism() {}

  static ArchRule rule() {
    return classes()
        .that(implementAWorkflow())
        .should(reachNothingThatReplaysDifferently())
        .because("Temporal replays workflow code and compares what it does");
  }

  private static DescribedPredicate<JavaClass> implementAWorkflow() {
    return DescribedPredicate.describe(
        "implement a Temporal workflow",
        type ->
            !type.isInterface()
                && type.getAllRawInterfaces().stream()
                    .anyMatch(i -> i.isAnnotatedWith(WorkflowInterface.class)));
  }

  private static ArchCondition<JavaClass> reachNothingThatReplaysDifferently() {
    return new ArchCondition<>("reach nothing that replays differently") {
      @Override
      public void check(JavaClass workflow, ConditionEvents events) {
        var seen = new HashSet<JavaCodeUnit>(workflow.getCodeUnits());
        var open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
          for (var access : open.remove().getAccessesFromSelf()) {
            NotReplayable.why(access)
                .ifPresent(why ->
                    events.add(
                        SimpleConditionEvent.violated(
                            workflow, access.getDescription() + ": " + why)));
            bodiesOf(access).filter(seen::add).forEach(open::add);
          }
        }
      }
    };
  }

  private static Stream<JavaCodeUnit> bodiesOf(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    if (!owner.getName().startsWith(OWN) || owner.isAnnotatedWith(ActivityInterface.class)) {
      return Stream.empty();
    }
    return access.getTarget().resolveMember().stream()
        .filter(JavaCodeUnit.class::isInstance)
        .map(JavaCodeUnit.class::cast)
        .flatMap(called -> Stream.concat(Stream.of(called), overridesOf(called)));
  }

  private static Stream<JavaCodeUnit> overridesOf(JavaCodeUnit called) {
    if (!called.isMethod()) {
      return Stream.empty();
    }
    return called.getOwner().getAllSubclasses().stream()
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> method.getName().equals(called.getName()))
        .filter(
            method -> method.getRawParameterTypes().size() == called.getRawParameterTypes().size())
        .map(JavaCodeUnit.class::cast);
  }
}
