package dev.parley.servers.postgres;

import dev.parley.servers.process.CannotStartException;
import dev.parley.servers.process.Ownership;
import dev.parley.servers.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The account that runs PostgreSQL. PostgreSQL refuses to run as root, for good reasons that do not
 * apply in the container of a developer who is root there.
 *
 * <p>A normal user runs it directly. Root runs it in a user namespace as {@code nobody}, while its
 * files stay root's; if namespaces are forbidden, as another user who owns the data.
 *
 * @param via the prefix of every PostgreSQL command
 * @param owner the user who owns the data, if other than the user of this process
 */
record PostgresAccount(List<String> via, Optional<Integer> owner) {
  private static final int ROOT = 0;
  private static final int NOBODY = 65_534;
  private static final PostgresAccount MYSELF = new PostgresAccount(List.of(), Optional.empty());
  private static final PostgresAccount NAMESPACE =
      new PostgresAccount(List.of("unshare", "--user"), Optional.empty());

  /**
   * Returns the first way that works on this machine.
   *
   * @param program one of PostgreSQL's, tried in each way
   * @param data the folder of the data, which may not exist yet
   */
  static PostgresAccount of(Path program, Path data) {
    int me = Ownership.me();
    int owner = Files.exists(data) ? Ownership.of(data) : me;
    if (me != ROOT) {
      if (owner != me) {
        throw belongsToAnother(data);
      }
      return MYSELF;
    }
    return Stream.concat(
            owner == ROOT ? Stream.of(NAMESPACE) : Stream.empty(),
            Stream.of(true, false).map(all -> as(owner == ROOT ? NOBODY : owner, all)))
        .filter(account -> account.runs(program, data))
        .findFirst()
        .orElseThrow(PostgresAccount::noWay);
  }

  /** Gives the folder and its contents to the user who runs PostgreSQL. */
  void own(Path folder) throws IOException {
    if (owner.isEmpty() || Ownership.of(folder) == owner.get()) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (var path : paths.toList()) {
        Files.setAttribute(path, "unix:uid", owner.get(), LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  /**
   * Runs as another user. That user may not have access to the parent folders of the data (such as
   * root's home), so it keeps root's right to pass through them if this machine allows it.
   */
  private static PostgresAccount as(int uid, boolean enteringAllFolders) {
    var change = Stream.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups");
    var rights =
        enteringAllFolders
            ? Stream.of(
                "--securebits=+no_setuid_fixup",
                "--inh-caps=-all,+dac_override",
                "--ambient-caps=-all,+dac_override")
            : Stream.<String>empty();
    return new PostgresAccount(Stream.concat(change, rights).toList(), Optional.of(uid));
  }

  private boolean runs(Path program, Path data) {
    var folder = Files.exists(data) ? data : data.toAbsolutePath().getParent();
    return succeeds(List.of(program.toString(), "--version"))
        && (folder == null || succeeds(List.of("test", "-x", folder.toString())));
  }

  private boolean succeeds(List<String> command) {
    return Programs.output(Stream.concat(via.stream(), command.stream()).toList()).isPresent();
  }

  private static CannotStartException belongsToAnother(Path data) {
    return new CannotStartException(
        "The data in %s belongs to %s and you are %s. Start as %s, or give it to yourself."
            .formatted(data, Ownership.nameOf(data), Ownership.myName(), Ownership.nameOf(data)));
  }

  private static CannotStartException noWay() {
    return new CannotStartException(
        """
        PostgreSQL refuses to run as root, and this machine allows neither way around it: \
        user namespaces (unshare --user) are forbidden, and changing the user (setpriv, of \
        the package util-linux) did not work. Start as a normal user.\
        """);
  }
}
