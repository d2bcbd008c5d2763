package dev.parley.architecture.sample;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** One workflow in several implementations. */
@WorkflowInterface
public interface Greeting {
  /** Greets. */
  @WorkflowMethod
  String greet(String name);

  /** Calls outside the workflow, as only an activity may. */
  @ActivityInterface
  interface Names {
    /** Looks a name up. */
    String lookUp(String name);
  }

  /** Reads the clock and random numbers, as an activity may. */
  record RandomNames() implements Names {
    @Override
    public String lookUp(String name) {
      return name + UUID.randomUUID() + Instant.now();
    }
  }

  /** A part of the workflow behind an interface. */
  interface Salutation {
    /** Returns the first word. */
    String word();
  }

  /** Depends on the hour. */
  record HourlySalutation() implements Salutation {
    @Override
    public String word() {
      return Instant.now().toString();
    }
  }

  /** Valid: time, randomness and outside calls go through Temporal. */
  record Sound() implements Greeting {
    @Override
    public String greet(String name) {
      var names =
          Workflow.newActivityStub(
              Names.class,
              ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(1)).build());
      Workflow.sleep(Duration.ofHours(1));
      var parts = List.of("hello", names.lookUp(name), Workflow.randomUUID().toString());
      return String.join(" ", parts) + Workflow.currentTimeMillis();
    }
  }

  /** Reads the clock two calls away, in a lambda. */
  record ReadsTheClock() implements Greeting {
    @Override
    public String greet(String name) {
      return new Stamp(name).stamped();
    }
  }

  /** The call in between. */
  record Stamp(String name) {
    String stamped() {
      return List.of(name).stream().map(n -> n + Instant.now()).findFirst().orElseThrow();
    }
  }

  /** Reads the clock behind one of our interfaces. */
  record HidesTheClock(Salutation salutation) implements Greeting {
    @Override
    public String greet(String name) {
      return salutation.word() + name;
    }
  }

  /** Uses a random UUID through a method reference. */
  record DrawsAtRandom() implements Greeting {
    @Override
    public String greet(String name) {
      Supplier<UUID> id = UUID::randomUUID;
      return name + id.get();
    }
  }

  /** Iterates over a map whose order differs between JVMs. */
  record WalksAMap(Map<String, String> words) implements Greeting {
    @Override
    public String greet(String name) {
      var text = new StringBuilder(name);
      words.forEach((key, word) -> text.append(key).append(word));
      return text.toString();
    }
  }

  /** Uses a thread unknown to Temporal. */
  record LeavesItsThread() implements Greeting {
    @Override
    public String greet(String name) {
      return CompletableFuture.supplyAsync(() -> "hello " + name).join();
    }
  }

  /** Reads the environment. */
  record AsksTheMachine() implements Greeting {
    @Override
    public String greet(String name) {
      return name + System.getenv("HOME");
    }
  }

  /** Counts across executions. */
  final class Counts implements Greeting {
    private static int count;

    @Override
    public String greet(String name) {
      count++;
      return name + count;
    }
  }
}
