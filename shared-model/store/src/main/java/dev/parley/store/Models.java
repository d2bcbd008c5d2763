package dev.parley.store;

import static dev.parley.db.Tables.MODEL_SETTING;
import static dev.parley.db.Tables.MODEL_TRIAL;
import static dev.parley.db.Tables.MODEL_USE;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.field;

import dev.parley.extraction.ModelSettings;
import dev.parley.store.sql.StoredJson;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The model used by AI Extraction: its settings, usage and trials. */
public final class Models {
  /** The context to which the sealed key is bound. */
  public static final String ASSOCIATED = "model-key";

  private static final Field<LocalDate> TODAY =
      field("(now() at time zone 'utc')::date", LocalDate.class);

  private Models() {}

  /**
   * The stored settings.
   *
   * @param key sealed
   * @param changedBy null before the first change
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Kept(
      ModelSettings settings,
      byte @Nullable [] key,
      @Nullable String changedBy,
      @Nullable OffsetDateTime changedAt) {}

  /** The usage of one UTC day. */
  public record Use(LocalDate day, long calls, long inputTokens, long outputTokens, double cost) {}

  /** Returns the settings; before the first change, those without a model. */
  public static Kept kept(DSLContext tx) {
    return tx.selectFrom(MODEL_SETTING)
        .fetchOptional(row ->
            new Kept(
                new ModelSettings(
                    ModelSettings.Provider.of(row.getProvider()),
                    row.getBaseUrl(),
                    row.getModel(),
                    row.getTimeoutSeconds(),
                    row.getMaxOutputTokens(),
                    row.getDailyTokens(),
                    row.getInputPrice(),
                    row.getOutputPrice(),
                    row.getDailyCost()),
                row.getKeySealed(),
                row.getChangedBy(),
                row.getChangedAt()))
        .orElse(new Kept(ModelSettings.NONE, null, null, null));
  }

  /** Saves the settings and the sealed key. */
  public static void keep(DSLContext tx, ModelSettings settings, byte @Nullable [] key, String by) {
    var row = tx.newRecord(MODEL_SETTING);
    row.setOnlyRow(true);
    row.setProvider(settings.provider().wire());
    row.setBaseUrl(settings.baseUrl());
    row.setModel(settings.model());
    row.setKeySealed(key);
    row.setTimeoutSeconds(settings.timeoutSeconds());
    row.setMaxOutputTokens(settings.maxOutputTokens());
    row.setDailyTokens(settings.dailyTokens());
    row.setInputPrice(settings.inputPrice());
    row.setOutputPrice(settings.outputPrice());
    row.setDailyCost(settings.dailyCost());
    row.setChangedBy(by);
    tx.insertInto(MODEL_SETTING)
        .set(row)
        .onConflict(MODEL_SETTING.ONLY_ROW)
        .doUpdate()
        .set(row)
        .set(MODEL_SETTING.CHANGED_AT, currentOffsetDateTime())
        .execute();
  }

  /** Returns today's usage. */
  public static Use today(DSLContext tx) {
    var day = tx.select(TODAY).fetchSingle(row -> row.value1());
    return tx.selectFrom(MODEL_USE)
        .where(MODEL_USE.DAY.eq(day))
        .fetchOptional(row ->
            new Use(
                day, row.getCalls(), row.getInputTokens(), row.getOutputTokens(), row.getCost()))
        .orElse(new Use(day, 0, 0, 0, 0));
  }

  /** Records the usage of one call. */
  public static void used(DSLContext tx, long input, long output, double cost) {
    tx.insertInto(MODEL_USE)
        .set(MODEL_USE.DAY, TODAY)
        .set(MODEL_USE.CALLS, 1L)
        .set(MODEL_USE.INPUT_TOKENS, input)
        .set(MODEL_USE.OUTPUT_TOKENS, output)
        .set(MODEL_USE.COST, cost)
        .onConflict(MODEL_USE.DAY)
        .doUpdate()
        .set(MODEL_USE.CALLS, MODEL_USE.CALLS.plus(1L))
        .set(MODEL_USE.INPUT_TOKENS, MODEL_USE.INPUT_TOKENS.plus(input))
        .set(MODEL_USE.OUTPUT_TOKENS, MODEL_USE.OUTPUT_TOKENS.plus(output))
        .set(MODEL_USE.COST, MODEL_USE.COST.plus(cost))
        .execute();
  }

  /** Opens a trial with a message, and deletes abandoned ones. */
  public static UUID open(DSLContext tx, String message) {
    tx.deleteFrom(MODEL_TRIAL)
        .where(MODEL_TRIAL.MADE_AT.lt(currentOffsetDateTime().minus(1)))
        .execute();
    var id = Ids.next();
    tx.insertInto(MODEL_TRIAL).set(MODEL_TRIAL.ID, id).set(MODEL_TRIAL.MESSAGE, message).execute();
    return id;
  }

  /** Returns the message of a trial, unless it has ended. */
  public static Optional<String> message(DSLContext tx, UUID id) {
    return tx.select(MODEL_TRIAL.MESSAGE)
        .from(MODEL_TRIAL)
        .where(MODEL_TRIAL.ID.eq(id))
        .fetchOptional(MODEL_TRIAL.MESSAGE);
  }

  /** Records the outcome of a trial. */
  public static void answer(DSLContext tx, UUID id, Map<String, Object> answer) {
    tx.update(MODEL_TRIAL)
        .set(MODEL_TRIAL.ANSWER, StoredJson.of(answer))
        .where(MODEL_TRIAL.ID.eq(id))
        .execute();
  }

  /** Closes a trial and returns its outcome, if there is one. */
  public static Optional<Map<String, Object>> close(DSLContext tx, UUID id) {
    return tx.deleteFrom(MODEL_TRIAL)
        .where(MODEL_TRIAL.ID.eq(id))
        .returning(MODEL_TRIAL.ANSWER)
        .fetchOptional(MODEL_TRIAL.ANSWER)
        .map(StoredJson::map);
  }
}
