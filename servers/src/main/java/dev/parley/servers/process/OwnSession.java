package dev.parley.servers.process;

import java.util.List;

/** Finds the command that starts a program in its own session, keeping its process id. */
final class OwnSession {
  /** Empty if this machine has neither command: then Ctrl-C also reaches the servers. */
  static final List<String> PREFIX =
      Programs.onPath("setsid")
          .map(List::of)
          .or(() ->
              Programs.onPath("perl")
                  .map(perl -> List.of(perl, "-MPOSIX", "-e", "setsid; exec @ARGV")))
          .orElse(List.of());

  private OwnSession() {}
}
