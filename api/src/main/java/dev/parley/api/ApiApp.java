package dev.parley.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The HTTP service. */
@SpringBootApplication
public class ApiApp {
  /** Entry point. */
  public static void main(String[] args) {
    SpringApplication.run(ApiApp.class, args);
  }
}
