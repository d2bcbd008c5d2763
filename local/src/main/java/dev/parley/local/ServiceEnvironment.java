package dev.parley.local;

import dev.parley.servers.postgres.ServiceRole;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The environment of api and worker, which describes the rest of the stack. */
record ServiceEnvironment(Home home, Settings settings, Stack stack) {
  // Derived here only if the user's environment does not set them.
  private static final Set<String> SUGGESTED =
      Set.of("PARLEY_PUBLIC_URL", "PARLEY_HOSTS", "PARLEY_DB_CONNECTIONS");

  /** Variables of Temporal's command line, meant for another server than the one started here. */
  private static final Set<String> OF_ANOTHER_TEMPORAL =
      Set.of(
          "TEMPORAL_TLS",
          "TEMPORAL_TLS_SERVER_CA_CERT_PATH",
          "TEMPORAL_TLS_CLIENT_CERT_PATH",
          "TEMPORAL_TLS_CLIENT_KEY_PATH",
          "TEMPORAL_TLS_SERVER_NAME",
          "TEMPORAL_API_KEY",
          "TEMPORAL_API_KEY_FILE");

  /**
   * Returns the environment of an api or worker.
   *
   * @param port of the api
   * @param workerPort of the worker
   * @param extra overrides everything else
   */
  Map<String, String> with(int port, int workerPort, Map<String, String> extra) {
    var variables = new HashMap<String, String>();
    variables.put("PARLEY_DB_URL", stack.database().jdbcUrl());
    variables.put("PARLEY_DB_USER", ServiceRole.NAME);
    variables.put("PARLEY_DB_PASSWORD", home.servicePassword());
    // Each connection is a PostgreSQL process, and this machine has a single user.
    variables.put("PARLEY_DB_CONNECTIONS", "10");
    variables.put("TEMPORAL_ADDRESS", stack.temporalAddress());
    variables.put("TEMPORAL_NAMESPACE", stack.temporalNamespace());
    if (settings.temporalAddress().isEmpty()) {
      OF_ANOTHER_TEMPORAL.forEach(name -> variables.put(name, ""));
    }
    stack.temporalUi().ifPresent(ui -> variables.put("PARLEY_TEMPORAL_UI", ui.toString()));
    variables.put("PARLEY_HOME", home.directory().toString());
    variables.put("PARLEY_SECRETS_KEY_FILE", home.secretsKeyFile().toString());
    variables.put("PARLEY_BIND", settings.bind().getHostAddress());
    variables.put("PARLEY_PORT", Integer.toString(port));
    variables.put("PARLEY_WORKER_PORT", Integer.toString(workerPort));
    variables.put("PARLEY_PUBLIC_URL", stack.api().toString());
    if (!settings.bind().isLoopbackAddress() && !settings.bind().isAnyLocalAddress()) {
      variables.put("PARLEY_HOSTS", stack.api().getHost());
    }
    variables.keySet().removeIf(name -> SUGGESTED.contains(name) && System.getenv(name) != null);
    variables.putAll(extra);
    return variables;
  }
}
