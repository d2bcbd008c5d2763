package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.servers.process.ServerProcess;
import dev.parley.servers.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
  @TempDir private Path folder;
  private final List<ServerProcess> started = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private Processes processes;

  @BeforeEach
  void chooseTheFile() {
    processes = new Processes(folder.resolve("processes.json"));
  }

  @AfterEach
  void killAll() {
    started.forEach(ServerProcess::kill);
  }

  @Test
  void leftoverProcessesAreStoppedLastPartFirst() {
    var database = sleeping("60");
    var worker = sleeping("61");
    processes.write(List.of(Running.of(Part.DATABASE, database), Running.of(Part.WORKER, worker)));

    processes.endWhatIsLeft(said::add);

    assertThat(List.of(database, worker)).allSatisfy(ProcessesTest::hasEnded);
    assertThat(said).hasSize(2);
    assertThat(said.getFirst()).contains("worker");
    assertThat(processes.read()).isEmpty();
  }

  @Test
  void aStrangerWhoHasTheProcessIdNowIsLeftAlone() {
    var stranger = sleeping("60");
    var mine = Running.of(Part.API, stranger);
    var anotherCommand =
        new Running(
            Part.API, mine.pid(), mine.startedAt(), List.of("sleep", "99"), mine.farewell());
    var anotherStart =
        new Running(
            Part.API,
            mine.pid(),
            mine.startedAt().minus(Duration.ofMinutes(1)),
            mine.command(),
            mine.farewell());
    processes.write(List.of(anotherCommand, anotherStart));

    processes.endWhatIsLeft(said::add);

    assertThat(stranger.isAlive()).isTrue();
    assertThat(said).isEmpty();
  }

  @Test
  void aPausedOneIsEndedToo() {
    var paused = sleeping("60");
    paused.pause();
    processes.write(List.of(Running.of(Part.TEMPORAL, paused)));

    processes.endWhatIsLeft(said::add);

    hasEnded(paused);
  }

  @Test
  void aFileThatCannotBeReadNamesNoProcess() throws IOException {
    Files.writeString(processes.file(), "{");

    processes.endWhatIsLeft(said::add);

    assertThat(said).isEmpty();
  }

  private static void hasEnded(ServerProcess process) {
    assertThat(process.ended()).succeedsWithin(Duration.ofSeconds(10));
  }

  private ServerProcess sleeping(String seconds) {
    var process =
        ServerProcess.start(
            "Sleeper",
            List.of(),
            List.of("sleep", seconds),
            Map.of(),
            folder.resolve("log"),
            Signal.TERMINATE);
    started.add(process);
    return process;
  }
}
