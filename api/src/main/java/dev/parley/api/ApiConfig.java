package dev.parley.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration from the environment; the variable names are in {@code application.yaml}.
 *
 * @param home the folder of the local mode's key; it is not created here
 * @param temporalUi the base of links to Temporal's Web UI; empty for none
 * @param hosts additional host names that requests may use
 * @param publicUrl the base of links to our own pages
 * @param sessionMax how long a session lasts at most, however much it is used
 * @param sweepInterval the interval at which every open run is compared with Temporal
 */
@ConfigurationProperties("parley")
public record ApiConfig(
    Path home,
    Path secretsKeyFile,
    String temporalUi,
    List<String> hosts,
    String publicUrl,
    Duration sessionMax,
    Duration sweepInterval) {
  /** Returns true if browsers reach us with https, so that cookies can be restricted to it. */
  public boolean isHttps() {
    return publicUrl.startsWith("https:");
  }
}
