package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Services of the release before run on the new tables during an update and after a rollback, so a
 * new migration adds and takes nothing away. What no released service uses any more may be removed
 * by a statement that begins with a comment {@code -- Contract: } and the reason.
 */
class ExpandingMigrationsTest {
  private static final Path FROZEN = Path.of("local/src/test/resources/migrations.txt");

  /** Statements with which a service of the release before may fail. */
  private static final Pattern TAKES_AWAY =
      Pattern.compile(
          "\\bdrop (table|column|type|view|materialized view|function|sequence|default)\\b"
              + "|\\brename (column|to)\\b|\\brename \\w+ to\\b"
              + "|\\balter (column )?\\w+ (set data )?type\\b"
              + "|\\bset not null\\b"
              + "|\\badd (column )?(if not exists )?\\w+ (?![^,;]*\\bdefault\\b)[^,;]*\\bnot null\\b");

  private static final Pattern REASON = Pattern.compile("^\\s*-- Contract: \\S.*", Pattern.DOTALL);

  /** Returns the statements of a migration that take away without a reason. */
  private static List<String> takingAway(String sql) {
    return Arrays.stream(sql.split(";\\s*\n", -1))
        .filter(statement -> !REASON.matcher(statement).matches())
        .map(statement -> statement.replaceAll("--[^\n]*", "").replaceAll("\\s+", " ").strip())
        .filter(statement -> TAKES_AWAY.matcher(statement.toLowerCase(Locale.ROOT)).find())
        .toList();
  }

  @Test
  void newMigrationsTakeNothingAway() {
    var frozen = frozen();
    assertThat(
            Sources.all().stream()
                .filter(file -> file.toString().matches(".*/src/main/.*db/migration/V.*"))
                .filter(file -> !frozen.contains(String.valueOf(file.getFileName())))
                .flatMap(file ->
                    takingAway(Sources.text(file)).stream()
                        .map(statement -> file.getFileName() + ": " + statement)))
        .as("statements with which services of the release before may fail (CONTRIBUTING.md)")
        .isEmpty();
  }

  private static Set<String> frozen() {
    return Sources.text(FROZEN)
        .lines()
        .map(line -> line.split(" ", 2)[0])
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table event drop column note",
        "drop table event",
        "alter table event rename column a to b",
        "alter table event rename to happening",
        "alter table event alter column a type bigint",
        "alter table event alter a set not null",
        "alter table event add column a text not null",
        "create index x on event (a);\nalter table event\n  add a text\n  not null"
      })
  void whatTakesAwayIsFound(String sql) {
    assertThat(takingAway(sql)).hasSize(1);
    assertThat(takingAway(sql.replaceFirst("(?=(alter|drop) table)", "\n-- Contract: unused.\n")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table event add column a text",
        "alter table event add column a text not null default ''",
        "create table extra (id uuid primary key, note text not null)",
        "create index concurrently event_a on event (a)",
        "drop index event_b"
      })
  void whatAddsIsNot(String sql) {
    assertThat(Stream.of(sql).flatMap(text -> takingAway(text).stream())).isEmpty();
  }
}
