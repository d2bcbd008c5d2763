package dev.parley.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealerTest {

  @Test
  void sealedValuesOpenForTheirRowOnly(@TempDir Path folder) {
    var sealer = Sealer.load(folder.resolve("key.json"));
    var sealed = sealer.seal("hush", "secret:1");
    assertThat(sealer.open(sealed, "secret:1")).isEqualTo("hush");
    assertThatThrownBy(() -> sealer.open(sealed, "secret:2"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("secret:2");
  }

  @Test
  void theKeyIsForItsOwnerOnly(@TempDir Path folder) throws IOException {
    var file = folder.resolve("key.json");
    Sealer.load(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void processesThatStartAtOnceShareOneKey(@TempDir Path folder) {
    var file = folder.resolve("key.json");
    var sealers =
        IntStream.range(0, 16)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> Sealer.load(file)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    var sealed = sealers.getFirst().seal("hush", "secret:1");
    assertThat(sealers).allMatch(sealer -> sealer.open(sealed, "secret:1").equals("hush"));
  }

  @Test
  void aFileThatIsNoKeysetIsNamed(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("key.json"), "{}");
    assertThatThrownBy(() -> Sealer.load(file)).hasMessageContaining("key.json");
  }
}
