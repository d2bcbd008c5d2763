package dev.parley.api.execution;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What Temporal says to a start that it will not have, not now and not later. */
final class Refused {
  private Refused() {}

  /** Its reason; absent when something else was thrown. */
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
