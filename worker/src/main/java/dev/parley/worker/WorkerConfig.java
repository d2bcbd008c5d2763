package dev.parley.worker;

import dev.parley.temporal.TemporalSettings;
import dev.parley.worker.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Configuration from the environment.
 *
 * @param home the folder for data that can be recreated
 * @param publicUrl the address of our own API
 * @param port of health and metrics; 0 for none
 * @param build the build id of this worker in Temporal
 * @param versioning how Temporal decides which builds get work
 * @param callsPerHost calls to one host at a time; 0 for no limit
 * @param callsPerWorkflow calls of one workflow at a time; 0 for no limit
 */
record WorkerConfig(
    Database.Settings database,
    TemporalSettings temporal,
    Path home,
    Path secretsKeyFile,
    String fetchAllow,
    String publicUrl,
    String bind,
    int port,
    String build,
    Versioning versioning,
    int callsPerHost,
    int callsPerWorkflow) {

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException naming what is missing or invalid
   */
  static WorkerConfig of(Map<String, String> env) {
    var home = env.getOrDefault("PARLEY_HOME", ".parley");
    return new WorkerConfig(
        new Database.Settings(
            env.getOrDefault("PARLEY_DB_URL", "jdbc:postgresql://127.0.0.1:5442/parley"),
            env.getOrDefault("PARLEY_DB_USER", "parley"),
            password(env),
            number(env, "PARLEY_DB_CONNECTIONS", 16)),
        TemporalSettings.of(env::get),
        Path.of(home),
        Path.of(env.getOrDefault("PARLEY_SECRETS_KEY_FILE", home + "/secrets-key.json")),
        env.getOrDefault("PARLEY_FETCH_ALLOW", ""),
        env.getOrDefault("PARLEY_PUBLIC_URL", "http://localhost:8080"),
        env.getOrDefault("PARLEY_BIND", "127.0.0.1"),
        number(env, "PARLEY_WORKER_PORT", 0),
        BuildId.of(env.getOrDefault("PARLEY_BUILD", "")),
        Versioning.of(env.getOrDefault("PARLEY_VERSIONING", "")),
        number(env, "PARLEY_CALLS_PER_HOST", 50),
        number(env, "PARLEY_CALLS_PER_WORKFLOW", 100));
  }

  /** Reads it from a file, as secrets are mounted, or from the environment. */
  private static String password(Map<String, String> env) {
    var file = env.getOrDefault("PARLEY_DB_PASSWORD_FILE", "");
    if (file.isBlank()) {
      return env.getOrDefault("PARLEY_DB_PASSWORD", "");
    }
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("PARLEY_DB_PASSWORD_FILE: cannot be read: " + file, e);
    }
  }

  private static int number(Map<String, String> env, String name, int otherwise) {
    var text = env.getOrDefault(name, "");
    if (text.isBlank()) {
      return otherwise;
    }
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": \"" + text + "\" (expected: a whole number)", e);
    }
  }
}
