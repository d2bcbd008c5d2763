package dev.parley.servers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CannotStartExceptionTest {
  @TempDir private Path folder;

  @Test
  void theMessageEndsWithItsCause() {
    assertThat(new CannotStartException("No tables.", new SQLException("No suitable driver")))
        .hasMessage("No tables: No suitable driver (sql)");
    assertThat(new CannotStartException("No tables", new AccessDeniedException("/data")))
        .hasMessage("No tables: /data (access denied)");
    assertThat(new CannotStartException("No tables.", new IllegalStateException()))
        .hasMessage("No tables: illegal state");
  }

  @Test
  void aCauseOfACauseIsNamedToo() {
    var cause = new UncheckedIOException("closed", new IOException("no space left"));

    assertThat(new CannotStartException("No tables.", cause))
        .hasMessage("No tables: closed (unchecked io): no space left (io)");
  }

  @Test
  void aCacheThatCannotBeWrittenIsNamedWithTheReason() throws IOException {
    var file = Files.createFile(folder.resolve("file"));
    var cache = Cache.ofUser(Map.of("XDG_CACHE_HOME", file.toString()));

    assertThatThrownBy(() -> cache.locked("name", Progress.SILENT, () -> "work"))
        .isInstanceOf(CannotStartException.class)
        .hasMessageStartingWith("The cache " + cache.directory() + " cannot be written: ")
        .hasMessageContaining(file.toString() + "/parley");
  }
}
