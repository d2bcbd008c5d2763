package dev.parley.store;

import static dev.parley.db.Tables.EXTRACTION_SETTING;
import static dev.parley.db.Tables.FIELD;
import static dev.parley.db.Tables.LABEL;
import static dev.parley.db.Tables.MESSAGE;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import dev.parley.extraction.Tuning;
import dev.parley.extraction.Wanted;
import dev.parley.node.Call;
import dev.parley.store.sql.StoredJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Reads the input of AI Extraction: messages, labels, fields and settings. */
public final class Extractions {
  private static final int MOST_MESSAGES = 5;
  private static final int MOST_LABELS = 500;
  private static final int MOST_TRIED = 20;

  private Extractions() {}

  /**
   * Returns the contact's messages, oldest first: the triggering message and those after it, or,
   * without one, the last few messages.
   */
  public static List<String> said(DSLContext tx, Execution execution) {
    var trigger =
        execution.data().get("message") instanceof Map<?, ?> message
                && message.get("id") instanceof String id
            ? id
            : "";
    var text = execution.messageText();
    var later =
        tx.select(MESSAGE.ID, MESSAGE.TEXT)
            .from(MESSAGE)
            .where(MESSAGE.CONVERSATION_ID.eq(execution.conversationId()))
            .and(MESSAGE.AUTHOR_TYPE.eq("contact"))
            .and(
                text.isEmpty()
                    ? noCondition()
                    : MESSAGE.SEQ.gt(
                        select(MESSAGE.SEQ)
                            .from(MESSAGE)
                            .where(MESSAGE.ID.eq(trigger))
                            .and(MESSAGE.CONVERSATION_ID.eq(execution.conversationId()))))
            .orderBy(MESSAGE.SEQ.desc())
            .limit(MOST_MESSAGES)
            .fetch(MESSAGE.TEXT);
    var said = new ArrayList<String>();
    text.ifPresent(said::add);
    said.addAll(later.reversed());
    return said;
  }

  /**
   * Returns the request of a step: those of its labels and fields that exist and are not archived.
   */
  public static Wanted wanted(DSLContext tx, Call.Extraction call) {
    var allowed = call.allowedLabels().stream().map(Ids::read).flatMap(Optional::stream).toList();
    var labels =
        call.labels()
            ? labels(tx, call.allowedLabels().isEmpty() ? noCondition() : LABEL.ID.in(allowed))
            : List.<Wanted.Label>of();
    return new Wanted(labels, fields(tx, call.fields()), call.sentiment());
  }

  /** Returns a request for a trial: every label and the first few fields. */
  public static Wanted everything(DSLContext tx) {
    var fields =
        tx.select(FIELD.ID)
            .from(FIELD)
            .where(FIELD.ARCHIVED_AT.isNull())
            .orderBy(FIELD.ID)
            .limit(MOST_TRIED)
            .fetch(row -> row.value1().toString());
    return new Wanted(labels(tx, noCondition()), fields(tx, fields), true);
  }

  private static List<Wanted.Label> labels(DSLContext tx, Condition which) {
    return tx.select(LABEL.ID, LABEL.NAME, LABEL.DESCRIPTION)
        .from(LABEL)
        .where(LABEL.ARCHIVED_AT.isNull())
        .and(which)
        .orderBy(LABEL.ID)
        .limit(MOST_LABELS)
        .fetch(row -> new Wanted.Label(row.value1().toString(), row.value2(), row.value3()));
  }

  private static List<Wanted.Field> fields(DSLContext tx, List<String> ids) {
    var keys = ids.stream().map(Ids::read).flatMap(Optional::stream).toList();
    return keys.isEmpty()
        ? List.of()
        : tx.select(FIELD.fields())
            .from(FIELD)
            .where(FIELD.ID.in(keys))
            .and(FIELD.ARCHIVED_AT.isNull())
            .orderBy(FIELD.ID)
            .fetch(row ->
                new Wanted.Field(
                    row.get(FIELD.ID).toString(),
                    row.get(FIELD.KEY),
                    row.get(FIELD.NAME),
                    Wanted.Type.valueOf(row.get(FIELD.TYPE).toUpperCase(Locale.ROOT)),
                    StoredJson.list(row.get(FIELD.CHOICES), String.class),
                    row.get(FIELD.DESCRIPTION)));
  }

  /** Returns the settings for a step, whose own threshold overrides the workspace's. */
  public static Tuning tuning(DSLContext tx, Call.Extraction call) {
    var tuning = tuning(tx);
    return call.threshold() == null ? tuning : tuning.withLabelScore(call.threshold());
  }

  /** Returns the settings of the built-in extraction, with measured defaults for those not set. */
  public static Tuning tuning(DSLContext tx) {
    return tx.select(EXTRACTION_SETTING.TUNING)
        .from(EXTRACTION_SETTING)
        .fetchOptional(row -> {
          var all = new LinkedHashMap<>(StoredJson.plain(Tuning.DEFAULT));
          all.putAll(StoredJson.map(row.value1()));
          return StoredJson.read(StoredJson.of(all), Tuning.class);
        })
        .orElse(Tuning.DEFAULT);
  }

  /** Saves the settings. */
  public static void tune(DSLContext tx, Tuning tuning, String by) {
    tx.insertInto(EXTRACTION_SETTING)
        .set(EXTRACTION_SETTING.TUNING, StoredJson.of(tuning))
        .set(EXTRACTION_SETTING.CHANGED_BY, by)
        .onConflict(EXTRACTION_SETTING.ONLY_ROW)
        .doUpdate()
        .set(EXTRACTION_SETTING.TUNING, StoredJson.of(tuning))
        .set(EXTRACTION_SETTING.CHANGED_BY, by)
        .set(EXTRACTION_SETTING.CHANGED_AT, currentOffsetDateTime())
        .execute();
  }
}
