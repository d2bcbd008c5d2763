package dev.parley.api.audit;

import dev.parley.api.audit.AuditEntry.Actor;
import dev.parley.api.audit.AuditEntry.ActorKind;
import dev.parley.api.audit.AuditEntry.Thing;
import dev.parley.api.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Acts besides the operations of controllers, which {@link Acts} sees: what a filter carries out,
 * and parts of an act that have entries of their own.
 */
@Component
public class RecordedActs {
  private static final Actor PROVIDER = new Actor(ActorKind.SYSTEM, null, "OpenID provider", null);

  private final ActWitness witness;
  private final Repetitions repetitions;
  private final JsonMapper mapper;

  RecordedActs(ActWitness witness, Repetitions repetitions, JsonMapper mapper) {
    this.witness = witness;
    this.repetitions = repetitions;
    this.mapper = mapper;
  }

  /**
   * Carries out what a request to sign in asks a filter for. The transactions of the work record
   * it, and so does its refusal.
   */
  public void carryOut(String operation, HttpServletRequest request, Runnable work) {
    var act = signIn(operation, request);
    act.begin();
    try {
      work.run();
    } catch (Refusal refused) {
      refuse(act, refused.code(), Optional.empty());
      throw refused;
    } finally {
      Act.end();
    }
  }

  /** Records that a filter refused a request to sign in. */
  public void refused(String operation, HttpServletRequest request, String code) {
    refuse(signIn(operation, request), code, Optional.empty());
  }

  /** Records that the current act was refused, though the response does not say so. */
  public void refused(String code, String email) {
    Act.current().ifPresent(act -> refuse(act, code, Optional.of(email)));
  }

  private static Act signIn(String operation, HttpServletRequest request) {
    return new Act(operation, true, request, new Thing("session", null, null));
  }

  private void refuse(Act act, String code, Optional<String> email) {
    act.problem(code);
    repetitions.add(witness.refusal(act, email));
  }

  /**
   * Changes a user as the claims of the OpenID provider demand. The change has an entry of its own
   * in the same transaction.
   *
   * @param claims of a new user; otherwise the entry shows what changed
   * @param change returns false if it changed nothing, which has no entry
   */
  public boolean byProvider(
      DSLContext tx,
      String operation,
      UUID user,
      Map<String, String> claims,
      BooleanSupplier change) {
    var outer = Act.current();
    if (outer.isEmpty()) {
      return change.getAsBoolean();
    }
    var part = outer.get().part(operation, new Thing("user", user.toString(), null), PROVIDER);
    part.sent(mapper.valueToTree(claims));
    part.begin();
    try {
      return witness.see(tx, _ -> change.getAsBoolean());
    } finally {
      outer.get().begin();
    }
  }
}
