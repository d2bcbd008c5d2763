package dev.parley.api.dispatch;

import com.google.common.base.Throwables;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import java.util.Optional;

/** Recognizes starts that Temporal refuses permanently. */
final class StartRefusal {
  private StartRefusal() {}

  /** Returns Temporal's reason; empty if the exception has another cause. */
  static Optional<String> why(RuntimeException thrown) {
    return Throwables.getCausalChain(thrown).stream()
        .filter(StatusRuntimeException.class::isInstance)
        .map(cause -> ((StatusRuntimeException) cause).getStatus())
        .filter(status -> status.getCode() == Status.Code.INVALID_ARGUMENT)
        .map(status -> Objects.requireNonNullElse(status.getDescription(), "no reason given"))
        .findFirst();
  }
}
