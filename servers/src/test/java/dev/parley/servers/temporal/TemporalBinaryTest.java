package dev.parley.servers.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import com.sun.net.httpserver.HttpServer;
import dev.parley.servers.process.Cache;
import dev.parley.servers.process.CannotStartException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalBinaryTest {
  private static final String CURRENT = "temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)";
  private static final String OLD = "temporal version 0.13.0 (Server 1.24.2, UI 2.28.0)";

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private HttpServer site;
  private byte[] archive;

  @BeforeEach
  void serveAnArchive() throws IOException {
    archive = archiveOf(script(CURRENT));
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext(
        "/archive",
        exchange -> {
          exchange.sendResponseHeaders(200, archive.length);
          exchange.getResponseBody().write(archive);
          exchange.close();
        });
    site.start();
  }

  @AfterEach
  void stopServing() {
    site.stop(0);
  }

  @Test
  void theOneOnThePathIsTaken() throws IOException {
    var installed = program("path", "temporal", script(CURRENT));

    assertThat(finder(sumOf(archive)).find()).isEqualTo(installed);
  }

  @Test
  void anOldOneOnThePathIsLeftAlone() throws IOException {
    program("path", "temporal", script(OLD));
    var kept = program("cache/temporal-9.9.9", "temporal", script(CURRENT));

    assertThat(finder(sumOf(archive)).find()).isEqualTo(kept);
    assertThat(said).anyMatch(line -> line.contains("older than server 1.29"));
  }

  @Test
  void theOfficialArchiveIsFetchedOnceAndKept() {
    var first = finder(sumOf(archive)).find();
    site.removeContext("/archive");

    assertThat(first).isExecutable().isEqualTo(folder.resolve("cache/temporal-9.9.9/temporal"));
    assertThat(finder(sumOf(archive)).find()).isEqualTo(first);
  }

  @Test
  void anArchiveThatDoesNotAddUpIsRefusedAndGoIsAsked() throws IOException {
    program("path", "go", "#!/bin/sh\nprintf '#!/bin/sh\\n' >$GOBIN/temporal\nchmod +x $GOBIN/*\n");

    var found = finder("0".repeat(64)).find();

    assertThat(found).isExecutable().hasContent("#!/bin/sh");
    assertThat(said).anyMatch(line -> line.contains("refused"));
  }

  @Test
  void withNoWayLeftItSaysHowToInstallOneAndKeepsNothing() {
    assertThatThrownBy(() -> finder("").find())
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("https://docs.temporal.io/cli")
        .hasMessageContaining("TEMPORAL_ADDRESS");
    assertThat(folder.resolve("cache/temporal-9.9.9")).doesNotExist();
  }

  private TemporalBinary finder(String sum) {
    var uri = URI.create("http://127.0.0.1:%d/archive".formatted(site.getAddress().getPort()));
    // The scripts that stand in for programs need the shell's commands.
    var path = folder.resolve("path") + ":/bin";
    return new TemporalBinary(
        new Cache(folder.resolve("cache")),
        new TemporalRelease("9.9.9", List.of(uri), sum, "example.invalid/temporal@v9.9.9"),
        path,
        said::add);
  }

  private Path program(String place, String name, String text) throws IOException {
    var directory = Files.createDirectories(folder.resolve(place));
    var file = Files.writeString(directory.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String script(String prints) {
    return "#!/bin/sh\necho '%s'\n".formatted(prints);
  }

  private static byte[] archiveOf(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      var content = text.getBytes(StandardCharsets.UTF_8);
      var entry = new TarArchiveEntry("temporal");
      entry.setSize(content.length);
      entry.setMode(0755);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private static String sumOf(byte[] bytes) {
    return Hashing.sha256().hashBytes(bytes).toString();
  }
}
