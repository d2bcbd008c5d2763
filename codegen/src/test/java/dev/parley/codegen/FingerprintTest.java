package dev.parley.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  @Test
  void itStaysTheSameWhileTheMigrationsDo(@TempDir Path migrations) throws IOException {
    Files.writeString(migrations.resolve("V1__core.sql"), "create table a (id int)");

    assertThat(Fingerprint.of(migrations)).isEqualTo(Fingerprint.of(migrations));
  }

  @Test
  void itChangesWithTheTextOfAMigration(@TempDir Path migrations) throws IOException {
    Files.writeString(migrations.resolve("V1__core.sql"), "create table a (id int)");
    var before = Fingerprint.of(migrations);

    Files.writeString(migrations.resolve("V1__core.sql"), "create table a (id bigint)");

    assertThat(Fingerprint.of(migrations)).isNotEqualTo(before);
  }

  @Test
  void itChangesWithTheNameOfAMigration(@TempDir Path migrations) throws IOException {
    var first = Files.writeString(migrations.resolve("V1__core.sql"), "create table a (id int)");
    var before = Fingerprint.of(migrations);

    Files.move(first, migrations.resolve("V2__core.sql"));

    assertThat(Fingerprint.of(migrations)).isNotEqualTo(before);
  }
}
