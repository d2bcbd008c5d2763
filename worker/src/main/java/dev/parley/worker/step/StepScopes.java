package dev.parley.worker.step;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Label;
import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.node.Scope;
import dev.parley.secret.Masker;
import dev.parley.secret.Sealer;
import dev.parley.secret.Secrets;
import dev.parley.store.Ids;
import dev.parley.store.Labels;
import dev.parley.store.TemplateData;
import dev.parley.template.Names;
import dev.parley.worker.step.Steps.Visit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jooq.DSLContext;

/** The data of a step's templates. Only calls get secrets, and a masker for them. */
public final class StepScopes {
  private final Sealer sealer;

  /** Scopes whose secrets that sealer opens. */
  public StepScopes(Sealer sealer) {
    this.sealer = sealer;
  }

  Scope withoutSecrets(DSLContext tx, Visit visit, Supplier<Map<String, Object>> data) {
    return scope(tx, visit, data);
  }

  private static Scope scope(DSLContext tx, Visit visit, Supplier<Map<String, Object>> data) {
    var scope = new Scope(data, id -> label(tx, id));
    return visit.lenient() ? scope.lenient() : scope;
  }

  /**
   * The scope of a call.
   *
   * @param shown the same scope without the secrets, for rendering what is stored
   * @param masker masks the secrets' values in the reply
   */
  record WithSecrets(Scope scope, Scope shown, Secrets secrets, Masker masker) {}

  WithSecrets withSecrets(DSLContext tx, Visit visit, Conversation now) {
    var secrets = TemplateData.secrets(tx, sealer::open);
    var data = new LinkedHashMap<String, Object>();
    data.putAll(TemplateData.data(tx, visit.execution(), now));
    data.put("secrets", new Names(secrets));
    var shown = new LinkedHashMap<>(data);
    shown.put("secrets", new Names(secrets.hidden()));
    return new WithSecrets(
        scope(tx, visit, () -> data),
        scope(tx, visit, () -> shown),
        secrets,
        new Masker(secrets.plain()));
  }

  private static Label label(DSLContext tx, String id) {
    var key = Ids.read(id).orElseThrow(StepScopes::noLabel);
    Map<String, Label> found = Labels.of(tx, List.of(key));
    if (!found.containsKey(id)) {
      throw noLabel();
    }
    return Objects.requireNonNull(found.get(id));
  }

  private static StepFailure noLabel() {
    return new StepFailure(FailureType.STEP_REFUSED, "a label of this step no longer exists");
  }
}
