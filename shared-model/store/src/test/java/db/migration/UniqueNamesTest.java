package db.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** Migrates names from an earlier release, some of which become duplicates. */
class UniqueNamesTest {

  @Test
  void namesThatHaveBecomeOneAreAllKeptAndOneOfThemGoesByIt() throws Exception {
    try (var postgres = EmbeddedPostgres.start()) {
      var source = postgres.getPostgresDatabase();
      Flyway.configure()
          .dataSource(source)
          .target(MigrationVersion.fromVersion("63"))
          .load()
          .migrate();
      var sql = DSL.using(source, SQLDialect.POSTGRES);
      label(sql, 1, "Späti", true);
      label(sql, 2, " Spa\u0308ti", false);
      label(sql, 3, "SPÄTI\u00a0", false);
      label(sql, 4, "\u2003Kiosk", false);
      label(sql, 5, "\u200b", false);
      sql.execute(
          "insert into workflow (id, slug, name, changed_by) values"
              + " (gen_random_uuid(), 'one', e' Re\\u0301sume\\u0301 ', 'somebody')");
      Flyway.configure().dataSource(source).load().migrate();
      assertThat(names(sql)).containsExactly("Späti", "Späti", "SPÄTI\u00a0", "Kiosk", "\u200b");
      assertThat(keys(sql))
          .containsExactly("späti " + id(1), "späti", "späti " + id(3), "kiosk", "\u200b");
      assertThat(sql.fetchValue("select name from workflow")).isEqualTo("Résumé");
      assertThat(sql.fetchValue("select name_key from skill_set")).isEqualTo("parley skills");
    }
  }

  private static String id(int n) {
    return "01930000-0000-7000-8000-00000000000" + n;
  }

  private static void label(DSLContext sql, int n, String name, boolean archived) {
    sql.execute(
        "insert into label (id, name, archived_at) values (cast(? as uuid), ?, "
            + (archived ? "now())" : "null)"),
        id(n),
        name);
  }

  private static List<String> keys(DSLContext sql) {
    return sql.fetch("select name_key from label order by id").getValues(0, String.class);
  }

  private static List<String> names(DSLContext sql) {
    return sql.fetch("select name from label order by id").getValues(0, String.class);
  }
}
