package dev.parley.api;

import dev.parley.trace.Tracing;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The HTTP service. */
@SpringBootApplication
public class ApiApp {
  /**
   * Entry point: serves until SIGTERM, or only migrates the database if the first argument is
   * {@code migrate}.
   */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals(MigrateCommand.NAME)) {
      MigrateCommand.run(Arrays.copyOfRange(args, 1, args.length));
      return;
    }
    Tracing.start(System.getenv(), "parley-api");
    SpringApplication.run(ApiApp.class, args);
  }
}
