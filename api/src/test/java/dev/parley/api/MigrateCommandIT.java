package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.store.ScratchDatabase;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The command {@code migrate}, and an api that leaves migrations to it. */
class MigrateCommandIT {
  private final ScratchDatabase postgres = ScratchDatabase.empty();
  private final Flyway flyway = Flyway.configure().dataSource(postgres.dataSource()).load();

  @AfterEach
  void stop() {
    postgres.close();
  }

  @Test
  void itMigratesAndEndsAndAnApiThatWaitedStarts() {
    var api = CompletableFuture.runAsync(() -> new AwaitedMigrations().migrate(flyway));

    migrate();
    api.join();

    assertThat(flyway.info().pending()).isEmpty();
    assertThat(postgres.dsl().fetchValue("select count(*) from skill_set")).isEqualTo(1L);
    migrate();
  }

  @Test
  void anApiThatWaitsForMigrationsInVainSaysWhatToRun() {
    assertThatThrownBy(() -> new AwaitedMigrations(1).migrate(flyway))
        .isInstanceOfSatisfying(
            StartRefused.class, e -> assertThat(e.remedy()).contains("the command migrate"));
    assertThat(flyway.info().applied()).isEmpty();
  }

  @Test
  void anApiThatDoesNotMigrateStartsOnMigratedTables() {
    try (var running = new RunningApi("--parley.migrate=false")) {
      assertThat(running.get("workflows").status()).isEqualTo(200);
    }
  }

  private void migrate() {
    MigrateCommand.run(
        "--parley.db.url=" + postgres.url(),
        "--parley.db.user=" + postgres.user(),
        "--parley.db.password=" + postgres.password());
  }
}
