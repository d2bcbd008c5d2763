package dev.parley.servers.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.servers.process.Ports;
import dev.parley.servers.process.Progress;
import dev.parley.servers.process.ServerProcess;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceRoleTest {
  private static final String ADMIN = "superuser";
  private static final String SERVICE = "services";

  @TempDir private Path folder;
  private final List<ServerProcess> started = new ArrayList<>();
  private final int port = Ports.free();

  @AfterEach
  void stop() {
    started.forEach(process -> process.stop(Duration.ofSeconds(10)));
  }

  @Test
  void theServicesAreNoSuperuser() throws SQLException {
    start(true);

    assertThat(
            asService(
                """
                select concat_ws(' ', rolsuper, rolcreaterole, rolcreatedb, rolreplication,
                                 rolbypassrls, rolcanlogin)
                from pg_roles where rolname = current_user\
                """))
        .isEqualTo("f f f f f t");
    assertThat(
            asService("select pg_get_userbyid(datdba) from pg_database where datname = 'parley'"))
        .isEqualTo(ServiceRole.NAME);
  }

  @Test
  void whatOnlySuperusersMayDoIsRefused() {
    start(true);

    assertThat(
            List.of(
                "create role other",
                "alter role parley_service superuser",
                "set role parley",
                "select rolpassword from pg_authid",
                "select pg_read_file('PG_VERSION')",
                "copy (select 1) to program 'cat'",
                "alter system set fsync = off",
                "set session_replication_role = replica",
                "create database other"))
        .allSatisfy(statement ->
            assertThatThrownBy(() -> asService(statement))
                .isInstanceOfSatisfying(
                    SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501")));
  }

  @Test
  void dataOfASuperuserBecomesTheServices() throws SQLException {
    var before = start(false);
    for (var statement :
        List.of(
            "create extension pg_trgm",
            "create type mood as enum ('good')",
            "create table plain (id bigint generated always as identity, n serial, m mood)",
            "create table parts (n int) partition by range (n)",
            "create table part partition of parts for values from (0) to (10)",
            "create view seen as select id from plain",
            "create materialized view kept as select id from plain",
            "create sequence numbers",
            "create function twice(n int) returns int language sql return 2 * n",
            "create table log (n int)",
            "insert into log values (1)",
            "revoke update, delete, truncate on log from current_user")) {
      asAdmin(statement);
    }
    before.stop(Duration.ofSeconds(10));

    start(true);

    assertThat(
            asAdmin(
                """
                select string_agg(relname, ' ') from pg_class c
                where relnamespace = 'public'::regnamespace and relowner = 'parley'::regrole\
                """))
        .isNull();
    for (var statement :
        List.of(
            "insert into plain (m) values ('good')",
            "insert into parts values (1)",
            "alter table part add check (n >= 0)",
            "alter type mood add value 'bad'",
            "refresh materialized view kept",
            "create or replace function twice(n int) returns int language sql return n + n",
            "insert into log values (nextval('numbers'))",
            "create table more (t text)",
            "create index on more using gin (t gin_trgm_ops)")) {
      asService(statement);
    }
    assertThat(asService("select count(*) from log")).isEqualTo("2");
    assertThatThrownBy(() -> asService("delete from log"))
        .as("a privilege that was revoked from the owner stays revoked")
        .hasMessageContaining("permission denied");
  }

  @Test
  void anotherPasswordReplacesTheFirst() throws SQLException {
    start(true).stop(Duration.ofSeconds(10));

    start(base().ownedBy(new ServiceRole("other")));

    assertThatThrownBy(() -> asService("select 1")).hasMessageContaining("password");
    assertThat(read("select 'in'", ServiceRole.NAME, "other")).isEqualTo("in");
  }

  @Test
  void aPasswordCannotEndTheStatement() {
    assertThatThrownBy(() -> new ServiceRole("' superuser --"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private EmbeddedDatabase base() {
    return EmbeddedDatabase.keptIn(
        folder.resolve("data"), folder.resolve("log"), port, ADMIN, Progress.SILENT);
  }

  private ServerProcess start(boolean owned) {
    return start(owned ? base().ownedBy(new ServiceRole(SERVICE)) : base());
  }

  private ServerProcess start(EmbeddedDatabase one) {
    var process = one.prepare().get();
    started.add(process);
    one.awaitReady(process);
    return process;
  }

  private String asAdmin(String sql) throws SQLException {
    return read(sql, base().user(), ADMIN);
  }

  private String asService(String sql) throws SQLException {
    return read(sql, ServiceRole.NAME, SERVICE);
  }

  private String read(String sql, String user, String password) throws SQLException {
    try (var connection = DriverManager.getConnection(base().jdbcUrl(), user, password);
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      var result = statement.getResultSet();
      result.next();
      return result.getString(1);
    }
  }
}
