package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.servers.postgres.ServiceRole;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The services connect to PostgreSQL with a role that may do little. */
class DatabaseRoleIT {
  private final Product product = Product.shared();

  @Test
  void noServiceConnectsAsASuperuser() {
    assertThat(
            product.sql(
                """
                select distinct concat_ws(' ', application_name, usename, rolsuper, rolcreaterole,
                                          rolcreatedb, rolbypassrls, rolreplication)
                from pg_stat_activity join pg_roles on rolname = usename
                where application_name like 'parley-%'\
                """))
        .containsExactlyInAnyOrder(
            "parley-api parley_service f f f f f", "parley-worker parley_service f f f f f");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set actor_name = 'x'",
        "delete from audit_entry",
        "truncate audit_entry",
        "delete from audit_anchor"
      })
  void theRoleCanOnlyAddToTheAuditLog(String statement) throws SQLException {
    try (var connection = service();
        var run = connection.createStatement()) {
      assertThatThrownBy(() -> run.execute(statement))
          .hasMessageContaining("permission denied")
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }

  @Test
  void theRoleCanCarryOutRetentionOfTheAuditLog() throws SQLException {
    product.draft("One entry");
    product.draft("The last entry, which stays");
    try (var connection = service();
        var run = connection.createStatement()) {
      connection.setAutoCommit(false);
      try (var deleted = run.executeQuery("select forget_audit_entries('infinity', 1)")) {
        deleted.next();
        assertThat(deleted.getInt(1)).isEqualTo(1);
      }
      assertThatThrownBy(() -> run.execute("delete from audit_entry"))
          .hasMessageContaining("permission denied");
      connection.rollback();
    }
  }

  private Connection service() throws SQLException {
    return DriverManager.getConnection(
        product.stack.database().jdbcUrl(),
        ServiceRole.NAME,
        product.stack.home().servicePassword());
  }
}
