package dev.parley.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.parley.architecture.sample.Greeting;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowDeterminismTest {
  private static final JavaClasses SAMPLES =
      new ClassFileImporter().importPackages("dev.parley.architecture.sample");

  @Test
  void aWorkflowThatAsksTemporalForTimeChanceAndEffectsIsSound() {
    assertThat(violationsOf(Greeting.Sound.class)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void nondeterminismIsFoundWhereverItHides(Class<?> workflow, String why) {
    assertThat(violationsOf(workflow)).isNotEmpty().allMatch(line -> line.contains(why));
  }

  static Stream<Arguments> nondeterminismIsFoundWhereverItHides() {
    return Stream.of(
        arguments(Greeting.ReadsTheClock.class, "reads the clock"),
        arguments(Greeting.HidesTheClock.class, "reads the clock"),
        arguments(Greeting.DrawsAtRandom.class, "draws at random"),
        arguments(Greeting.WalksAMap.class, "walks in no fixed order"),
        arguments(Greeting.LeavesItsThread.class, "leaves the workflow's thread"),
        arguments(Greeting.AsksTheMachine.class, "asks this machine"),
        arguments(Greeting.Counts.class, "shares state between executions"));
  }

  private static List<String> violationsOf(Class<?> workflow) {
    return WorkflowDeterminism.rule()
        .evaluate(SAMPLES.that(equivalentTo(workflow)))
        .getFailureReport()
        .getDetails();
  }
}
