package dev.parley.api.execution;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Recognizes starts that Temporal refuses permanently. */
final class Refused {
  private Refused() {}

  /** Returns Temporal's reason; empty if the exception has another cause. */
  static Optional<String> why(RuntimeException thrown) {
    return Stream.iterate((Throwable) thrown, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .filter(StatusRuntimeException.class::isInstance)
        .map(cause -> ((StatusRuntimeException) cause).getStatus())
        .filter(status -> status.getCode() == Status.Code.INVALID_ARGUMENT)
        .map(status -> Objects.requireNonNullElse(status.getDescription(), "no reason given"))
        .findFirst();
  }
}
