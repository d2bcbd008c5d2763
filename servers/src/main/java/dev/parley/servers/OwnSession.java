package dev.parley.servers;

import java.util.List;

/** Finds what starts a command in a session of its own, keeping its process id. */
final class OwnSession {
  /** Empty when this machine has neither: then Ctrl-C reaches the servers too. */
  static final List<String> PREFIX =
      Programs.onPath("setsid")
          .map(List::of)
          .or(() ->
              Programs.onPath("perl")
                  .map(perl -> List.of(perl, "-MPOSIX", "-e", "setsid; exec @ARGV")))
          .orElse(List.of());

  private OwnSession() {}
}
