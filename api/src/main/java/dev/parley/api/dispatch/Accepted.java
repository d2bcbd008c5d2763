package dev.parley.api.dispatch;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;

/** The response to a request that starts or ends an execution. */
@Schema(name = "AcceptedExecution")
public record Accepted(String executionId) {
  /** Hands over a new execution for dispatch and returns its address. */
  public static ResponseEntity<Accepted> dispatched(Dispatch dispatch, UUID execution) {
    dispatch.started(List.of(execution));
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/executions/" + execution))
        .body(new Accepted(execution.toString()));
  }
}
