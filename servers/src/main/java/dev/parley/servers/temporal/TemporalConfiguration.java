package dev.parley.servers.temporal;

import dev.parley.servers.postgres.EmbeddedDatabase;
import dev.parley.servers.process.Ports;
import java.nio.file.Path;
import java.util.Optional;

/** The configuration files of the Temporal server on PostgreSQL. */
final class TemporalConfiguration {
  private TemporalConfiguration() {}

  /**
   * With the default values, a server with few shards waits 50 ms between any two tasks; a task in
   * a queue partition without pollers is occasionally seconds late; and the HTTP interface answers
   * pages of any site.
   */
  static String dynamic(int httpPort) {
    return """
    history.transferProcessorMaxPollRPS: [{value: 2000}]
    history.timerProcessorMaxPollRPS: [{value: 2000}]
    matching.numTaskqueueReadPartitions: [{value: 1}]
    matching.numTaskqueueWritePartitions: [{value: 1}]
    frontend.httpAllowedHosts: [{value: ["127.0.0.1:%d"]}]
    """
        .formatted(httpPort);
  }

  /** The number of shards is fixed for the life of the data: 4 for one machine. */
  static String of(
      EmbeddedDatabase database,
      int port,
      int httpPort,
      Path dynamic,
      Optional<FrontendSecurity> security) {
    return """
    log: {stdout: true, level: warn}
    persistence:
      numHistoryShards: 4
      defaultStore: default
      visibilityStore: visibility
      datastores:
        default: {sql: %s}
        visibility: {sql: %s}
    global:
      membership: {maxJoinDuration: 30s, broadcastAddress: 127.0.0.1}
    %sservices:
      frontend: {rpc: {grpcPort: %d, membershipPort: %d, httpPort: %d, bindOnLocalHost: true}}
      history: {rpc: {grpcPort: %d, membershipPort: %d, bindOnLocalHost: true}}
      matching: {rpc: {grpcPort: %d, membershipPort: %d, bindOnLocalHost: true}}
      worker: {rpc: {grpcPort: %d, membershipPort: %d, bindOnLocalHost: true}}
    %sclusterMetadata:
      enableGlobalNamespace: false
      failoverVersionIncrement: 10
      masterClusterName: active
      currentClusterName: active
      clusterInformation:
        active: {enabled: true, initialFailoverVersion: 1, rpcName: frontend, rpcAddress: "127.0.0.1:%d"}
    dcRedirectionPolicy: {policy: noop}
    dynamicConfigClient: {filepath: "%s", pollInterval: 60s}
    """
        .formatted(
            store(database, "temporal", 16),
            store(database, "temporal_visibility", 4),
            security.map(FrontendSecurity::global).orElse(""),
            port,
            Ports.free(),
            httpPort,
            Ports.free(),
            Ports.free(),
            Ports.free(),
            Ports.free(),
            Ports.free(),
            Ports.free(),
            security.isPresent() ? forItself() : "",
            port,
            dynamic);
  }

  private static String forItself() {
    return "  internal-frontend: {rpc: {grpcPort: %d, membershipPort: %d, bindOnLocalHost: true}}\n"
        .formatted(Ports.free(), Ports.free());
  }

  private static String store(EmbeddedDatabase database, String name, int connections) {
    return ("{pluginName: postgres12, databaseName: %s, connectAddr: \"127.0.0.1:%d\","
            + " connectProtocol: tcp, user: %s, password: \"%s\", maxConns: %d, maxIdleConns: %d,"
            + " maxConnLifetime: 1h}")
        .formatted(
            name, database.port(), database.user(), database.password(), connections, connections);
  }
}
