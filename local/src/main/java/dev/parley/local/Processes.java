package dev.parley.local;

import dev.parley.servers.process.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code processes.json}: the running processes, so that the next start finds those left behind by
 * a killed launcher.
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
      // Written by another version: its entries cannot be interpreted, and occupied ports reveal
      // what still runs.
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the processes left by a killed launcher, last part first, and nothing else. */
  void endWhatIsLeft(Progress progress) {
    var left = read().stream().sorted(Comparator.comparing(Running::part).reversed()).toList();
    for (var running : left) {
      running
          .find()
          .ifPresent(process -> {
            progress.say(
                "Stopping a process left by the last start: %s (process %d)"
                    .formatted(running.part().title(), process.pid()));
            running.farewell().end(process, running.part().patience());
          });
    }
    write(List.of());
  }
}
