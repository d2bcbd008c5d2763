package dev.parley.worker.outbound;

import dev.parley.execution.StepFailure;
import org.jspecify.annotations.Nullable;

/** The outcome of one attempt to hand something over to another system. */
public sealed interface Attempt {

  /**
   * The other system accepted it.
   *
   * @param status the HTTP status; null if it is no matter of HTTP
   * @param name the other system's id for it; null if there is none
   */
  record Accepted(@Nullable Integer status, @Nullable String name) implements Attempt {}

  /**
   * The other system did not accept it.
   *
   * @param status the HTTP status; null if there was no response
   */
  record Failed(@Nullable Integer status, StepFailure failure) implements Attempt {}
}
