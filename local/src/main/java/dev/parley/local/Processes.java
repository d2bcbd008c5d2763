package dev.parley.local;

import dev.parley.servers.Progress;
import dev.parley.servers.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code processes.json}: what runs, so that the next start finds what a killed launcher left
 * behind.
 */
record Processes(Path file) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  void write(List<Running> running) {
    var unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try {
      Files.writeString(
          unfinished, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(running));
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Running> read() {
    try {
      return Files.exists(file)
          ? JSON.readValue(Files.readString(file), new TypeReference<List<Running>>() {})
          : List.of();
    } catch (JacksonException e) {
      // Written by another version: what it names cannot be known, and ports tell what still runs.
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends what a launcher that was killed has left, last part first, and nothing else. */
  void endWhatIsLeft(Progress progress) {
    var left = read().stream().sorted(Comparator.comparing(Running::part).reversed()).toList();
    for (var running : left) {
      running
          .find()
          .ifPresent(process -> {
            progress.say(
                "Ending what the last start left behind: %s (process %d)"
                    .formatted(running.part().title(), process.pid()));
            end(process, running);
          });
    }
    write(List.of());
  }

  private static void end(ProcessHandle process, Running running) {
    Signal.CONTINUE.send(process);
    running.farewell().send(process);
    try {
      process.onExit().get(running.part().patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      process.onExit().join();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
