package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.servers.process.ServerProcess;
import dev.parley.servers.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the archive of a small service. */
class ClassArchiveTest {
  /** Says that it is ready, and waits. */
  static final class Service {
    private Service() {}

    public static void main(String... arguments) throws InterruptedException {
      System.out.println("ready");
      Thread.sleep(Duration.ofMinutes(1));
    }
  }

  @TempDir private Path folder;
  private Path jar;

  @BeforeEach
  void pack() throws IOException {
    jar = folder.resolve("service.jar");
    var name = Service.class.getName().replace('.', '/') + ".class";
    try (var packed = new JarOutputStream(Files.newOutputStream(jar));
        var compiled = ClassLoader.getSystemResourceAsStream(name)) {
      packed.putNextEntry(new JarEntry(name));
      Objects.requireNonNull(compiled).transferTo(packed);
    }
  }

  @Test
  void aRecordedServiceStartsFromItsArchive() {
    assertThat(ClassArchive.of(jar).options()).as("before it is recorded").isEmpty();
    var recorded = started(List.of(ClassArchive.RECORDABLE));
    ClassArchive.of(jar).record(recorded);
    recorded.stop(Duration.ofSeconds(10));

    var options = ClassArchive.of(jar).options();
    // With this option, Java refuses to start without a valid archive.
    var archived = started(Stream.concat(options.stream(), Stream.of("-Xshare:on")).toList());
    assertThat(archived.isAlive()).as(archived.lastLines(20).toString()).isTrue();
    archived.stop(Duration.ofSeconds(10));
  }

  @Test
  void theArchiveOfAnEarlierBuildIsNotUsedAndTheNextOneReplacesIt() throws IOException {
    var process = started(List.of(ClassArchive.RECORDABLE));
    var earlier = ClassArchive.of(jar);
    earlier.record(process);
    Files.createDirectory(folder.resolve("lib"));
    Files.writeString(folder.resolve("lib/more.jar"), "another library");

    var later = ClassArchive.of(jar);
    assertThat(later.options()).isEmpty();
    later.record(process);
    process.stop(Duration.ofSeconds(10));
    assertThat(earlier.file()).doesNotExist();
    assertThat(later.file()).exists();
  }

  private ServerProcess started(List<String> options) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var run = Stream.of("-cp", jar.toString(), Service.class.getName());
    var command = Stream.of(Stream.of(java), options.stream(), run).flatMap(it -> it).toList();
    var log = folder.resolve("service.log");
    var process =
        ServerProcess.start("service", List.of(), command, Map.of(), log, Signal.TERMINATE);
    Eventually.the(
        () -> process.lastLines(20), lines -> lines.contains("ready") || !process.isAlive());
    return process;
  }
}
