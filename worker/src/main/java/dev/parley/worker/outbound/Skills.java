package dev.parley.worker.outbound;

import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.node.Call;
import dev.parley.node.Reply;
import dev.parley.secret.Sealer;
import dev.parley.store.Ids;
import dev.parley.store.SkillSets;
import dev.parley.store.SkillSets.Place;
import dev.parley.store.SkillSets.Skill;
import dev.parley.store.sql.StoreFailure;
import dev.parley.trace.TracedWork;
import dev.parley.worker.database.Database;
import dev.parley.worker.skill.SkillServer;
import io.opentelemetry.api.trace.SpanKind;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the skills of skill sets and discovers them. */
public final class Skills {
  /** The time limit of a skill. */
  public static final Duration PATIENCE = Duration.ofSeconds(25);

  private static final Logger LOG = LoggerFactory.getLogger(Skills.class);

  private final Database database;
  private final Sealer sealer;
  private final GuardedHttp http;
  private final GuardedHttp toBuiltIn;
  private final URI builtIn;
  private final Duration patience;

  /**
   * Creates the client.
   *
   * @param http for addresses entered by users
   * @param builtIn the address of the worker's built-in server; it has a client of its own that
   *     reaches nothing else, so that loopback stays blocked for all others
   */
  public Skills(
      Database database, Sealer sealer, GuardedHttp http, URI builtIn, Duration patience) {
    this.database = database;
    this.sealer = sealer;
    this.http = http;
    this.builtIn = builtIn;
    this.patience = patience;
    toBuiltIn = new GuardedHttp(builtIn.getAuthority());
  }

  /** Runs the skill and returns its answer. */
  public OutboundCalls.Answer answer(Call.Skill call) {
    var place = database.write(tx -> place(tx, call));
    try (var _ = TracedWork.begin("call skill", SpanKind.CLIENT)) {
      var result = server(place).run(call.skill(), call.arguments(), isRepeatable(place, call));
      return new OutboundCalls.Answer(new Reply(Map.of("result", result)), "answered");
    }
  }

  /** Returns the address of a skill. */
  public static Place place(DSLContext tx, Call.Skill call) {
    return SkillSets.place(tx, Ids.read(call.skillSet()).orElseThrow(Skills::gone))
        .orElseThrow(Skills::gone);
  }

  /** Returns true if the skill's server declares it idempotent. */
  public static boolean isRepeatable(Place place, Call.Skill call) {
    return place.skills().stream()
        .filter(skill -> skill.name().equals(call.skill()))
        .anyMatch(Skill::repeatable);
  }

  /** Loads the skills of a skill set and stores them; a failure is recorded, not thrown. */
  public void check(String id) {
    var key = Ids.read(id).orElseThrow(Skills::gone);
    try {
      var learnt = server(place(key)).learn();
      database.write(tx -> {
        SkillSets.learnt(tx, key, learnt.server(), learnt.skills());
        return true;
      });
    } catch (StepFailure e) {
      database.write(tx -> {
        SkillSets.failed(tx, key, e.detail());
        return true;
      });
    }
  }

  /** Registers the skills of the built-in server. */
  public void introduce() {
    try {
      check(SkillSets.BUILT_IN_ID.toString());
    } catch (RuntimeException e) {
      LOG.warn("The built-in skills could not be registered: {}", StoreFailure.words(e));
    }
  }

  private Place place(UUID id) {
    return database.write(tx -> SkillSets.place(tx, id)).orElseThrow(Skills::gone);
  }

  private SkillServer server(Place place) {
    return place.url().equals(SkillSets.BUILT_IN)
        ? server(toBuiltIn, builtIn, null)
        : server(http, URI.create(place.url()), header(place));
  }

  private SkillServer server(GuardedHttp through, URI url, SkillServer.@Nullable Header header) {
    return new SkillServer(through.streaming(), GuardedHttp::refusal, url, header, patience);
  }

  private SkillServer.@Nullable Header header(Place place) {
    var sealed = place.header();
    return sealed == null
        ? null
        : new SkillServer.Header(
            sealed.name(), sealer.open(sealed.value(), SkillSets.associated(place.id())));
  }

  private static StepFailure gone() {
    return new StepFailure(
        FailureType.NOT_CONFIGURED,
        "the skill set is not installed",
        "The skill set of this step is no longer installed. Choose another, or install it"
            + " again.");
  }
}
