package dev.parley.worker;

import dev.parley.conversation.EventType;
import dev.parley.dashboard.DashboardFiles;
import dev.parley.execution.Options;
import dev.parley.graph.Corpus;
import dev.parley.graph.GraphCheck;
import java.io.IOException;
import java.util.Map;

/** The part of {@link AddingAKindTest} that needs a JVM with one more kind. */
final class WithAddedKind {
  private WithAddedKind() {}

  public static void main(String... arguments) throws IOException {
    DashboardFiles.main(arguments);
    var unfinished = Runs.chain(EventType.CREATED, Runs.node("thanks", "thank", Map.of()));
    for (var problem : GraphCheck.of(unfinished, Corpus.REFERENCES)) {
      System.out.println(problem.code());
    }
    var graph =
        Runs.chain(
            EventType.CREATED,
            Runs.node("thanks", "thank", Map.of("reason", "a {{ message.text }}")));
    System.out.println("problems " + GraphCheck.of(graph, Corpus.REFERENCES));
    try (var runs = new Runs()) {
      var run =
          runs.start(graph, Runs.conversation(), new Options(false, false, true, Map.of())).ended();
      System.out.println("steps " + run.steps());
      System.out.println("messages " + run.messages());
    }
    System.exit(0);
  }
}
