package dev.parley.api.audit;

import dev.parley.api.audit.AuditEntry.Actor;
import dev.parley.api.audit.AuditEntry.ActorKind;
import dev.parley.api.audit.AuditEntry.Outcome;
import dev.parley.api.audit.AuditEntry.Thing;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Records that a request came with an API key that is not valid, or not any more. */
@Component
public class RefusedKeys {
  private static final String OPERATION = "useApiKey";

  private final Repetitions repetitions;

  RefusedKeys(Repetitions repetitions) {
    this.repetitions = repetitions;
  }

  /** A revoked or expired key, or one that was replaced; a key that never existed has no id. */
  public record Refused(@Nullable UUID id, @Nullable String name, String reason) {}

  /** Records a refusal of the current request; outside of a request, nothing. */
  public void add(Refused key) {
    if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now)) {
      return;
    }
    var request = now.getRequest();
    var id = key.id();
    repetitions.add(
        new AuditEntry(
            0,
            ActWitness.now(),
            id == null
                ? Actor.ANONYMOUS
                : new Actor(ActorKind.KEY, id, "API key " + key.name(), null),
            Objects.requireNonNullElse(request.getRemoteAddr(), ""),
            ActWitness.printable(Act.agent(request)),
            OPERATION,
            new Thing("api-key", id == null ? null : id.toString(), key.name()),
            Outcome.REFUSED,
            key.reason(),
            null,
            AuditEntry.NONE,
            AuditEntry.NONE));
  }
}
