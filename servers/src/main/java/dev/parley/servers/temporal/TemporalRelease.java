package dev.parley.servers.temporal;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One release of Temporal's command line, which includes the server and its Web UI.
 *
 * @param version of the command line
 * @param archives locations of the official archive for this platform, in order of preference
 * @param sha256 the archive's checksum, whatever its location; blank if there is no archive for
 *     this platform
 * @param module the same release as a Go module
 */
record TemporalRelease(String version, List<URI> archives, String sha256, String module) {
  // Pinned here, so that a changed archive is rejected wherever it comes from.
  private static final Map<String, String> SUMS =
      Map.of(
          "linux_amd64", "ddc95e08b0b076efd4ea9733a3f488eb7d2be875f8834e616cd2a37358b4852d",
          "linux_arm64", "bd1b0db9f18b051026de8bf6cc1505f2510f14bbb7a8b9a4a91fff46c77454f5",
          "darwin_amd64", "bbb73e2a31135abe50a1f1cdb35030c42961df618e8ce9c60ae89f201540c5d9",
          "darwin_arm64", "cca01b7ea35ad56e2a328d9ae596bf716bd22313ef63c7a761c88354457c2415");

  static final String VERSION = "1.5.1";
  static final String MODULE = "github.com/temporalio/cli";

  static TemporalRelease ofThisMachine() {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var platform = system.startsWith("mac") ? "darwin" : system;
    var arch =
        switch (System.getProperty("os.arch")) {
          case "aarch64", "arm64" -> "arm64";
          case "amd64", "x86_64" -> "amd64";
          case String other -> other;
        };
    return new TemporalRelease(
        VERSION,
        List.of(
            URI.create(
                "https://temporal.download/cli/archive/v%s?platform=%s&arch=%s"
                    .formatted(VERSION, platform.replace(' ', '-'), arch)),
            URI.create(
                "https://github.com/temporalio/cli/releases/download/v%s/temporal_cli_%s_%s_%s.tar.gz"
                    .formatted(VERSION, VERSION, platform.replace(' ', '-'), arch))),
        SUMS.getOrDefault(platform + "_" + arch, ""),
        MODULE + "/cmd/temporal@v" + VERSION);
  }
}
