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

  /** Asks the outside world, as only an activity may. */
  @ActivityInterface
  interface Names {
    /** Looks a name up. */
    String lookUp(String name);
  }

  /** Reads the clock and draws at random, as an activity may. */
  record RandomNames() implements Names {
    @Override
    public String lookUp(String name) {
      return name + UUID.randomUUID() + Instant.now();
    }
  }

  /** A part of the workflow that hides behind an interface. */
  interface Salutation {
    /** The first word. */
    String word();
  }

  /** Depends on the hour. */
  record HourlySalutation() implements Salutation {
    @Override
    public String word() {
      return Instant.now().toString();
    }
  }

  /** Sound: time, randomness and the outside world come from Temporal. */
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

  /** The call between. */
  record Stamp(String name) {
    String stamped() {
      return List.of(name).stream().map(n -> n + Instant.now()).findFirst().orElseThrow();
    }
  }

  /** Reads the clock behind an interface of ours. */
  record HidesTheClock(Salutation salutation) implements Greeting {
    @Override
    public String greet(String name) {
      return salutation.word() + name;
    }
  }

  /** Names a random UUID by a method reference. */
  record DrawsAtRandom() implements Greeting {
    @Override
    public String greet(String name) {
      Supplier<UUID> id = UUID::randomUUID;
      return name + id.get();
    }
  }

  /** Walks a map whose order differs from one JVM to the next. */
  record WalksAMap(Map<String, String> words) implements Greeting {
    @Override
    public String greet(String name) {
      var text = new StringBuilder(name);
      words.forEach((key, word) -> text.append(key).append(word));
      return text.toString();
    }
  }

  /** Works on a thread that Temporal does not know. */
  record LeavesItsThread() implements Greeting {
    @Override
    public String greet(String name) {
      return CompletableFuture.supplyAsync(() -> "hello " + name).join();
    }
  }

  /** Asks the environment. */
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
