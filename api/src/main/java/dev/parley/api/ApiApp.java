package dev.parley.api;

import dev.parley.trace.Tracing;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The HTTP service. */
@SpringBootApplication
public class ApiApp {
  /** Entry point. */
  public static void main(String[] args) {
    Tracing.start(System.getenv(), "parley-api");
    SpringApplication.run(ApiApp.class, args);
  }
}
