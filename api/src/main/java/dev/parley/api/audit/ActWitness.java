package dev.parley.api.audit;

import dev.parley.api.Transactions;
import dev.parley.api.audit.AuditEntry.Actor;
import dev.parley.api.audit.AuditEntry.ActorKind;
import dev.parley.api.audit.AuditEntry.Outcome;
import dev.parley.api.audit.AuditEntry.Thing;
import dev.parley.api.security.Caller;
import dev.parley.api.security.Role;
import dev.parley.secret.KeyedHashes;
import dev.parley.secret.Sealer;
import dev.parley.store.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Adds the entry of the current {@link Act} to the transaction of its effect. */
@Component
class ActWitness implements Transactions.Witness {
  private final KeyedHashes hashes;
  private final JsonMapper mapper;

  ActWitness(Sealer sealer, JsonMapper mapper) {
    hashes = sealer.audit();
    this.mapper = mapper;
  }

  @Override
  public <T extends @Nullable Object> T see(DSLContext tx, Function<DSLContext, T> work) {
    var act = Act.current();
    if (act.isEmpty()) {
      return work.apply(tx);
    }
    var object = act.get().object();
    var before = ObjectRowStore.find(tx, object.kind(), object.id());
    var result = work.apply(tx);
    if (changedSomething(result) && act.get().isNew()) {
      var same = act.get().object().equals(object);
      append(tx, act.get(), same ? before.orElse(null) : null, idOf(result).orElse(null));
    }
    return result;
  }

  private static boolean changedSomething(@Nullable Object result) {
    return !Boolean.FALSE.equals(result)
        && !(result instanceof Optional<?> optional && optional.isEmpty());
  }

  /** Returns the id of what the work created and returned. */
  private Optional<String> idOf(@Nullable Object result) {
    var one = result instanceof Optional<?> optional ? optional.orElse(null) : result;
    if (one instanceof UUID id) {
      return Optional.of(id.toString());
    }
    if (!(one instanceof Record)) {
      return Optional.empty();
    }
    var tree = mapper.valueToTree(one);
    var id = tree.path("id").asString("");
    return Optional.of(id.isEmpty() ? tree.path("name").asString("") : id)
        .filter(text -> !text.isEmpty());
  }

  /** Adds an entry about an act whose effects, if any, are not in this transaction. */
  void append(DSLContext tx, Act act, Outcome outcome) {
    var object = stored(tx, act.object());
    append(tx, entry(act, actor(tx, act), object, outcome, text(change(act))));
  }

  /**
   * Returns an entry about a refused act.
   *
   * @param email that an attempt to sign in was made with, in lower case
   */
  AuditEntry refusal(Act act, Optional<String> email) {
    var object =
        email
            .map(tried -> new Thing("user", hashes.hash(tried), Redaction.email(tried)))
            .orElseGet(() -> withoutForeign(act.object()));
    return entry(act, of(act.caller()), object, Outcome.REFUSED, null);
  }

  private void append(
      DSLContext tx, Act act, @Nullable ObjectNode before, @Nullable String created) {
    var named = act.object();
    var id = named.id() == null ? created : named.id();
    var after = ObjectRowStore.find(tx, named.kind(), id).orElse(null);
    var row = after == null ? before : after;
    var change = change(act);
    var redaction = new Redaction(false, named.kind());
    if (before != null && after != null) {
      var difference = ObjectRowStore.compare(before, after);
      if (!difference.after().isEmpty()) {
        change.set("before", redaction.of(difference.before()));
        change.set("after", redaction.of(difference.after()));
      }
    } else if (before != null) {
      change.set("before", redaction.of(before));
    }
    if (created != null
        && !created.equals(id)
        && !ObjectKind.isForeign(named.kind())
        && Ids.read(created).isPresent()) {
      change.put("created", created);
    }
    var name = nameIn(named.kind(), before == null ? row : before);
    var object = new Thing(named.kind(), id, name);
    append(tx, entry(act, actor(tx, act), stored(tx, object), Outcome.DONE, text(change)));
  }

  private static @Nullable String nameIn(String kind, @Nullable ObjectNode row) {
    return row == null || ObjectKind.isUnnamed(kind) || !row.path("name").isString()
        ? null
        : row.path("name").asString();
  }

  private static ObjectNode change(Act act) {
    var change = JsonNodeFactory.instance.objectNode();
    var sent = act.sent();
    if (sent != null && !sent.isEmpty()) {
      var redaction = new Redaction(act.isPersonal(), act.object().kind());
      change.set("sent", redaction.of(withoutNulls(sent)));
    }
    return change;
  }

  private static JsonNode withoutNulls(JsonNode sent) {
    var kept = JsonNodeFactory.instance.objectNode();
    if (!sent.isObject()) {
      return sent;
    }
    sent.properties().stream()
        .filter(one -> !one.getValue().isNull())
        .forEach(one -> kept.set(one.getKey(), one.getValue()));
    return kept;
  }

  private static @Nullable String text(ObjectNode change) {
    return change.isEmpty() ? null : change.toString();
  }

  private static AuditEntry entry(
      Act act, Actor actor, Thing object, Outcome outcome, @Nullable String change) {
    return new AuditEntry(
        0,
        now(),
        actor,
        act.address(),
        printable(act.agent()),
        act.operation(),
        object,
        outcome,
        act.problem(),
        change,
        AuditEntry.NONE,
        AuditEntry.NONE);
  }

  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  /** Adds an entry to the end of the chain. */
  void append(DSLContext tx, AuditEntry entry) {
    AuditStore.append(tx, hashes, entry);
  }

  private Thing stored(DSLContext tx, Thing object) {
    if (object.name() != null || ObjectKind.isForeign(object.kind())) {
      return withoutForeign(object);
    }
    var row = ObjectRowStore.find(tx, object.kind(), object.id());
    return new Thing(
        object.kind(), object.id(), row.map(found -> nameIn(object.kind(), found)).orElse(null));
  }

  private Thing withoutForeign(Thing object) {
    var id = object.id();
    return id != null && ObjectKind.isForeign(object.kind())
        ? new Thing(object.kind(), hashes.hash(id), null)
        : object;
  }

  private static Actor actor(DSLContext tx, Act act) {
    var actor = act.actor();
    if (actor != null) {
      return actor;
    }
    var person = act.person();
    if (person != null) {
      return ObjectRowStore.person(tx, person)
          .map(found ->
              new Actor(
                  ActorKind.PERSON,
                  person,
                  found.name(),
                  found.role() == null ? null : Role.of(found.role())))
          .orElse(Actor.ANONYMOUS);
    }
    return of(act.caller());
  }

  static Actor of(@Nullable Caller caller) {
    if (caller == null) {
      return Actor.ANONYMOUS;
    }
    return caller.person() == null
        ? new Actor(ActorKind.KEY, caller.key(), caller.name(), null)
        : new Actor(ActorKind.PERSON, caller.person(), caller.name(), caller.role());
  }

  static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
