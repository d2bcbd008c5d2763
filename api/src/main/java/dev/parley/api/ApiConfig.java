package dev.parley.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the api is told by its environment; the names are in {@code application.yaml}.
 *
 * @param home where the local mode keeps its key; it is not made here
 * @param temporalUi the base of links to Temporal's Web UI; empty for none
 * @param hosts further names that requests may be addressed to
 * @param publicUrl the base of links to our own pages
 * @param sweepInterval how often every open run is looked up in Temporal
 */
@ConfigurationProperties("parley")
public record ApiConfig(
    Path home,
    Path secretsKeyFile,
    String temporalAddress,
    String temporalNamespace,
    String temporalUi,
    List<String> hosts,
    String publicUrl,
    Duration sweepInterval) {}
