package dev.parley.worker.outbound;

import dev.parley.execution.FailureType;
import dev.parley.execution.Mode;
import dev.parley.execution.StepFailure;
import dev.parley.extraction.Findings;
import dev.parley.extraction.ModelSettings;
import dev.parley.extraction.Tuning;
import dev.parley.extraction.Wanted;
import dev.parley.node.Call;
import dev.parley.node.Reply;
import dev.parley.secret.Sealer;
import dev.parley.store.Execution;
import dev.parley.store.Extractions;
import dev.parley.store.Ids;
import dev.parley.store.Models;
import dev.parley.worker.database.Database;
import dev.parley.worker.extraction.BoundedReading;
import dev.parley.worker.extraction.BuiltInExtraction;
import dev.parley.worker.extraction.ModelExtraction;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs AI Extraction: reads the messages and the request, and uses the model if one is configured,
 * otherwise the built-in extraction.
 */
public final class Extraction {
  private final Database database;
  private final Sealer sealer;
  private final BuiltInExtraction builtIn;
  private final BoundedReading reading = new BoundedReading(2, 32, Duration.ofSeconds(30));
  private final ModelExtraction byModel;
  private final Clock clock;

  /** Extraction by the model, asked through that client, or by what is built in. */
  public Extraction(Database database, Sealer sealer, GuardedHttp http, BuiltInExtraction builtIn) {
    this.database = database;
    this.sealer = sealer;
    this.builtIn = builtIn;
    byModel = new ModelExtraction(http.streaming(), GuardedHttp::refusal, http::patience);
    clock = Clock.systemUTC();
  }

  private record Material(List<String> said, Wanted wanted, Tuning tuning, Models.Kept model) {
    boolean hasModel() {
      return model.settings().provider() != ModelSettings.Provider.NONE;
    }
  }

  OutboundCalls.Answer answer(Call.Extraction call, Execution execution) {
    var material =
        database.write(tx ->
            new Material(
                Extractions.said(tx, execution),
                Extractions.wanted(tx, call),
                Extractions.tuning(tx, call),
                Models.kept(tx)));
    var at = Ids.createdAt(execution.id()).toInstant();
    var found =
        material.hasModel() && mayLeave(execution) ? byModel(material, at) : builtIn(material, at);
    return new OutboundCalls.Answer(
        new Reply(found.reply()), "read by the " + found.method() + " extraction");
  }

  /** A test run calls a model only if so configured; otherwise the built-in extraction is used. */
  private static boolean mayLeave(Execution execution) {
    return execution.mode() != Mode.TEST || execution.options().callExternal();
  }

  /** Tries the settings on a stored message and records the outcome. */
  public void attempt(String id) {
    var trial = Ids.read(id).orElseThrow();
    var message = database.write(tx -> Models.message(tx, trial));
    if (message.isEmpty()) {
      return;
    }
    var material =
        database.write(tx ->
            new Material(
                List.of(message.get()),
                Extractions.everything(tx),
                Extractions.tuning(tx),
                Models.kept(tx)));
    var began = System.nanoTime();
    var answer = new LinkedHashMap<String, Object>();
    answer.put("method", material.hasModel() ? "model" : "built-in");
    try {
      var at = clock.instant();
      answer.putAll((material.hasModel() ? byModel(material, at) : builtIn(material, at)).reply());
      answer.put("ok", true);
    } catch (StepFailure e) {
      answer.put("ok", false);
      answer.put("error", Map.of("code", e.type().wire(), "message", e.detail()));
    }
    answer.put("millis", (System.nanoTime() - began) / 1_000_000);
    database.write(tx -> {
      Models.answer(tx, trial, answer);
      return true;
    });
  }

  private Findings byModel(Material material, Instant at) {
    var kept = material.model();
    var key = kept.key() == null ? null : sealer.open(kept.key(), Models.ASSOCIATED);
    try {
      return byModel.find(
          kept.settings(),
          key,
          new DailyBudget(kept.settings()),
          material.said(),
          material.wanted(),
          material.tuning(),
          at);
    } catch (DateTimeException e) {
      throw unknownZone();
    }
  }

  private Findings builtIn(Material material, Instant at) {
    try {
      return reading.read(
          () -> builtIn.find(material.said(), material.wanted(), material.tuning(), at));
    } catch (DateTimeException e) {
      throw unknownZone();
    }
  }

  private static StepFailure unknownZone() {
    return new StepFailure(
        FailureType.NOT_CONFIGURED,
        "the time zone of the extraction settings is unknown",
        "The time zone in Settings, Models is unknown. Choose another.");
  }

  /** Checks requests against the daily limits. */
  private final class DailyBudget implements ModelExtraction.Budget {
    private final ModelSettings settings;

    DailyBudget(ModelSettings settings) {
      this.settings = settings;
    }

    @Override
    public void allow() {
      var today = database.write(Models::today);
      var tokens = settings.dailyTokens();
      var cost = settings.dailyCost();
      if ((tokens != null && today.inputTokens() + today.outputTokens() >= tokens)
          || (cost != null && today.cost() >= cost)) {
        throw new StepFailure(
            FailureType.STEP_REFUSED,
            "the model's daily limit is reached",
            "The model's daily limit (UTC) is reached. Raise the limit in"
                + " Settings, Models, or retry the run tomorrow.");
      }
    }

    @Override
    public void used(long input, long output) {
      database.write(tx -> {
        Models.used(tx, input, output, settings.cost(input, output));
        return true;
      });
    }
  }
}
