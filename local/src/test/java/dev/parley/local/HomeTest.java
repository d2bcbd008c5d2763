package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.servers.process.CannotStartException;
import dev.parley.servers.process.Ownership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir private Path folder;

  @Test
  void theAdministratorsKeyIsMadeOnceAndReadableByItsOwnerOnly() throws IOException {
    var home = Home.open(folder.resolve("home"));

    var key = home.apiKey();

    assertThat(key).matches("parley_[A-Za-z0-9_-]{43}").isEqualTo(home.apiKey());
    assertThat(permissions(home.apiKeyFile())).isEqualTo("rw-------");
    assertThat(permissions(home.directory())).isEqualTo("rwx------");
  }

  @Test
  void anotherUsersDataIsRefusedWithARemedy() throws IOException {
    assumeTrue(Ownership.me() == 0, "only root can give files away");
    var directory = Files.createDirectory(folder.resolve("home"));
    Files.setAttribute(directory, "unix:uid", 65_534);

    assertThatThrownBy(() -> Home.open(directory))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("was made by nobody, and you are root")
        .hasMessageContaining("sudo chown -R root");
  }

  @Test
  void eachStartBeginsWithEmptyLogsAndKeepsTheLastFew() throws IOException {
    var home = Home.open(folder.resolve("home"));
    for (int start = 1; start <= 7; start++) {
      home.rotateLogs();
      Files.writeString(home.log(Part.API), "start " + start);
    }

    assertThat(home.log(Part.API)).hasContent("start 7");
    assertThat(home.logs().resolve("api.1.log")).hasContent("start 6");
    assertThat(home.logs().resolve("api.5.log")).hasContent("start 2");
    assertThat(home.logs().resolve("api.6.log")).doesNotExist();
  }

  @Test
  void aSecondLauncherReportsTheOwnerOfTheData() {
    var home = Home.open(folder.resolve("home"));
    try (var first = HomeLock.take(home)) {
      assertThat(first).isNotNull();
      assertThat(home.lock()).hasContent(Long.toString(ProcessHandle.current().pid()));
    }
    try (var next = HomeLock.take(home)) {
      assertThat(next).isNotNull();
    }
  }

  @Test
  void aResetLeavesOnlyTheLock() throws IOException {
    var home = Home.open(folder.resolve("home"));
    home.apiKey();
    Files.createDirectories(home.database().resolve("base"));
    try (var lock = HomeLock.take(home)) {
      assertThat(lock).isNotNull();

      home.wipe();
    }

    try (var left = Files.list(home.directory())) {
      assertThat(left).containsExactlyInAnyOrder(home.lock(), home.logs());
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
