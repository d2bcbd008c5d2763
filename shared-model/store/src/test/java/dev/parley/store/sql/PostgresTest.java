package dev.parley.store.sql;

import static dev.parley.db.Tables.LABEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.parley.store.Ids;
import dev.parley.store.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pool has one connection, so that one that is not returned is noticed at once. */
class PostgresTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HikariDataSource pool;
  private DSLContext dsl;

  @BeforeEach
  void open() {
    var hikari = new HikariConfig();
    hikari.setDataSource(listening(TestDatabase.dataSource()));
    hikari.setMaximumPoolSize(1);
    hikari.setConnectionTimeout(1_000);
    pool = new HikariDataSource(hikari);
    dsl = Postgres.over(pool);
    dsl.selectOne().fetch();
    asked.clear();
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private String add(DSLContext tx) {
    var id = Ids.next();
    tx.insertInto(LABEL).set(LABEL.ID, id).set(LABEL.NAME, id.toString()).execute();
    return id.toString();
  }

  private boolean isThere(String name) {
    return dsl.fetchExists(LABEL, LABEL.NAME.eq(name));
  }

  @Test
  void aTransactionAsksForNothingButItsBeginningAndItsEnd() {
    var name = dsl.transactionResult(tx -> add(tx.dsl()));

    assertThat(isThere(name)).isTrue();
    assertThat(asked).contains("setAutoCommit", "commit");
    assertThat(asked).doesNotContain("getTransactionIsolation", "setSavepoint");
  }

  @Test
  void failuresAreRolledBackAndReturnTheConnection() {
    var names = new CopyOnWriteArrayList<String>();
    assertThatThrownBy(() ->
            dsl.transaction(tx -> {
              names.add(add(tx.dsl()));
              throw new IllegalArgumentException("on purpose");
            }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(isThere(names.getFirst())).isFalse();
    assertThat(isThere(dsl.transactionResult(tx -> add(tx.dsl())))).isTrue();
  }

  @Test
  void aCommitThatFailsGivesTheConnectionBack() {
    dsl.execute(
        "create table if not exists late (id int, unique (id) deferrable initially deferred)");
    assertThatThrownBy(
            () -> dsl.transaction(tx -> tx.dsl().execute("insert into late values (1), (1)")))
        .isInstanceOf(DataAccessException.class);

    assertThat(dsl.fetchCount(dsl.selectFrom("late"))).isZero();
  }

  @Test
  void aTransactionWithinATransactionIsRefused() {
    assertThatThrownBy(() -> dsl.transaction(outer -> outer.dsl().transaction(_ -> {})))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("within a transaction");
    assertThat(dsl.selectOne().fetch()).hasSize(1);
  }

  @Test
  void aStatementByItselfCommitsByItself() {
    assertThat(isThere(add(dsl))).isTrue();
    assertThat(isThere(dsl.transactionResult(tx -> add(tx.dsl())))).isTrue();
    assertThat(isThere(add(dsl))).isTrue();
  }

  /** Wraps a real connection and records its statements. */
  private DataSource listening(DataSource real) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, arguments) -> {
              try {
                var result = method.invoke(real, arguments);
                return result instanceof Connection connection ? listening(connection) : result;
              } catch (InvocationTargetException e) {
                throw Objects.requireNonNull(e.getCause());
              }
            });
  }

  private Connection listening(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              asked.add(method.getName());
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw Objects.requireNonNull(e.getCause());
              }
            });
  }
}
