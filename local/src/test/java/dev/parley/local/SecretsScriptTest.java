package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.secret.Sealer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services can read the output of {@code deploy/secrets.sh}. */
class SecretsScriptTest {
  @TempDir private Path folder;

  @Test
  void itsKeysetSealsAndOpens() throws IOException, InterruptedException {
    made();

    var sealer = Sealer.load(folder.resolve("secrets/secrets-key.json"));

    assertThat(sealer.open(sealer.seal("value", "row"), "row")).isEqualTo("value");
    assertThat(Files.readString(folder.resolve("secrets/api-key"))).startsWith("parley_");
    assertThat(Files.getPosixFilePermissions(folder.resolve("secrets")))
        .containsExactlyInAnyOrder(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE);
  }

  @Test
  void everyRoleOfTheDatabaseHasAPasswordOfItsOwn() throws IOException, InterruptedException {
    made();

    assertThat(List.of("database-password", "service-password", "temporal-password"))
        .extracting(name -> Files.readString(folder.resolve("secrets").resolve(name)))
        .doesNotHaveDuplicates()
        .allMatch(password -> password.matches("[\\w-]{43}"));
  }

  @Test
  void existingSecretsAreKept() throws IOException, InterruptedException {
    made();
    var before = Files.readString(folder.resolve("secrets/database-password"));

    made();

    assertThat(before).hasSizeGreaterThan(40);
    assertThat(Files.readString(folder.resolve("secrets/database-password"))).isEqualTo(before);
  }

  private void made() throws IOException, InterruptedException {
    var script = folder.resolve("secrets.sh");
    Files.deleteIfExists(script);
    Files.copy(Checkout.root().resolve("deploy/secrets.sh"), script);
    var process =
        new ProcessBuilder("sh", script.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("log"))).isZero();
  }
}
