package dev.parley.api.audit;

import dev.parley.api.Transactions;
import dev.parley.secret.Sealer;
import dev.parley.store.sql.Postgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.exception.DataAccessException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The command {@code verify}, which needs PostgreSQL and the key file but no running api. It reads
 * the same variables as the api.
 */
public final class AuditCommand {
  private static final int BROKEN = 1;
  private static final int UNUSABLE = 2;

  private final Map<String, String> environment;
  private final PrintStream out;

  /** Creates the command. */
  public AuditCommand(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
  }

  /** Entry point. */
  public static void main(String[] arguments) {
    System.exit(new AuditCommand(System.getenv(), System.out).run(List.of(arguments)));
  }

  /**
   * Verifies the chain and says what it found.
   *
   * @param arguments {@code verify}, and optionally the number and hash of an entry that was noted
   *     elsewhere
   * @return 0 if the chain is complete and unchanged, 1 if it is not, 2 if that is unknown
   */
  public int run(List<String> arguments) {
    if (!List.of(1, 3).contains(arguments.size()) || !arguments.getFirst().equals("verify")) {
      out.println("Usage: verify [<number of an entry> <its hash>]");
      return UNUSABLE;
    }
    try {
      return verify(arguments.subList(1, arguments.size()));
    } catch (DataAccessException | IllegalStateException | IOException | NumberFormatException e) {
      out.println("The audit log cannot be verified: " + e.getMessage());
      return UNUSABLE;
    }
  }

  private int verify(List<String> noted) throws IOException {
    var transactions = new Transactions(Postgres.over(database()));
    var keys = Path.of(value("PARLEY_SECRETS_KEY_FILE", home() + "/secrets-key.json"));
    var result = new Verification(transactions, Sealer.read(keys).audit()).run();
    var fault = result.fault();
    if (fault != null) {
      out.println("Entry " + fault.sequence() + ": " + fault.detail());
      return BROKEN;
    }
    if (!noted.isEmpty() && !isThere(transactions, noted)) {
      out.println("Entry " + noted.getFirst() + ": The log does not contain it with this hash.");
      return BROKEN;
    }
    out.println("The audit log is complete and unchanged: " + result.entries() + " entries.");
    out.println("Its last one, to note elsewhere: " + result.last() + " " + result.hash());
    return 0;
  }

  private static boolean isThere(Transactions transactions, List<String> noted) {
    var sequence = Long.parseLong(noted.getFirst());
    return transactions.readOnce(tx -> AuditStore.following(tx, sequence - 1, 1)).stream()
        .anyMatch(one ->
            one.entry().sequence() == sequence && one.entry().hash().equals(noted.getLast()));
  }

  private PGSimpleDataSource database() throws IOException {
    var source = new PGSimpleDataSource();
    source.setUrl(value("PARLEY_DB_URL", "jdbc:postgresql://127.0.0.1:5442/parley"));
    source.setUser(value("PARLEY_DB_USER", "parley"));
    var file = value("PARLEY_DB_PASSWORD_FILE", "");
    source.setPassword(
        file.isEmpty() ? value("PARLEY_DB_PASSWORD", "") : Files.readString(Path.of(file)).strip());
    return source;
  }

  private String home() {
    return value("PARLEY_HOME", ".parley");
  }

  private String value(String name, String usual) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .orElse(usual);
  }
}
