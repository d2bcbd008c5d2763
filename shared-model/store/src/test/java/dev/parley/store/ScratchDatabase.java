package dev.parley.store;

import dev.parley.servers.Temporary;
import dev.parley.servers.postgres.EmbeddedDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of a test's own. All those of a JVM are on one PostgreSQL server, and the migrations
 * run once for all of them: each further database is a copy.
 */
public final class ScratchDatabase implements AutoCloseable {
  private static final AtomicInteger CREATED = new AtomicInteger();

  /** Starts on first use and ends with the JVM. */
  private static final class Running {
    static final EmbeddedDatabase SERVER = Temporary.database().server();
  }

  /** The original of the copies. PostgreSQL refuses to copy a database that has connections. */
  private static final class Migrated {
    static final String NAME = create("template0").name;

    static {
      Flyway.configure().dataSource(dataSource(NAME)).load().migrate();
    }
  }

  private final String name;

  private ScratchDatabase(String name) {
    this.name = name;
  }

  /** Creates a database with our tables. */
  public static ScratchDatabase migrated() {
    return create(Migrated.NAME);
  }

  /** Creates an empty database. */
  public static ScratchDatabase empty() {
    return create("template0");
  }

  private static ScratchDatabase create(String template) {
    var name = "scratch_" + CREATED.incrementAndGet();
    administer("create database %s template %s".formatted(name, template));
    return new ScratchDatabase(name);
  }

  private static void administer(String sql) {
    DSL.using(dataSource("postgres"), SQLDialect.POSTGRES).execute(sql);
  }

  private static DataSource dataSource(String name) {
    var source = new PGSimpleDataSource();
    source.setUrl(url(name));
    source.setUser(Running.SERVER.user());
    source.setPassword(Running.SERVER.password());
    return source;
  }

  private static String url(String name) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(Running.SERVER.port(), name);
  }

  /** Returns the URL for a JDBC driver; user and password are passed separately. */
  public String url() {
    return url(name);
  }

  /** Returns a superuser. */
  public String user() {
    return Running.SERVER.user();
  }

  /** Returns the password of {@link #user()}. */
  public String password() {
    return Running.SERVER.password();
  }

  /** Returns a source that opens a connection for each request. */
  public DataSource dataSource() {
    return dataSource(name);
  }

  /** Returns jOOQ on {@link #dataSource()}. */
  public DSLContext dsl() {
    return DSL.using(dataSource(), SQLDialect.POSTGRES);
  }

  /** Drops the database, with the connections to it. */
  @Override
  public void close() {
    administer("drop database %s with (force)".formatted(name));
  }
}
