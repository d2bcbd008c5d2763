package dev.parley.api.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.Texts;
import dev.parley.api.problem.Refusal;
import dev.parley.api.problem.Refusal.FieldError;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Status;
import dev.parley.store.Ids;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The filter that defines a segment. With {@code all}, a contact must satisfy every condition about
 * contacts and have one conversation that satisfies every condition about conversations; with
 * {@code any}, one condition must hold for the contact or for one of its conversations. An absent
 * value satisfies only {@code absent}.
 */
@Schema(name = "SegmentFilter")
record SegmentFilter(@Nullable Match match, @Nullable List<Condition> conditions) {
  /** For schemas: a filter in a request, where each field has its own comparisons. */
  static final String SENT = "#/components/schemas/SegmentFilterSent";

  static final int MOST = 20;
  private static final int LONGEST = 500;
  private static final Set<String> SENTIMENTS = Set.of("positive", "neutral", "negative");

  /** Requires all conditions or any one of them. */
  enum Match {
    @JsonProperty("all")
    ALL,
    @JsonProperty("any")
    ANY
  }

  /** A comparison operator. */
  enum Operator {
    @JsonProperty("is")
    IS,
    @JsonProperty("isNot")
    IS_NOT,
    @JsonProperty("contains")
    CONTAINS,
    @JsonProperty("startsWith")
    STARTS_WITH,
    @JsonProperty("greaterThan")
    GREATER_THAN,
    @JsonProperty("lessThan")
    LESS_THAN,
    @JsonProperty("present")
    PRESENT,
    @JsonProperty("absent")
    ABSENT;

    boolean hasValue() {
      return this != PRESENT && this != ABSENT;
    }
  }

  /** A field that can be compared, by its name; a custom field has a prefix and its key. */
  enum Subject {
    NAME("contact.name", Kind.TEXT),
    PHONE("contact.phone", Kind.TEXT),
    EMAIL("contact.email", Kind.TEXT),
    CONTACT_FIELD("contact.fields.", Kind.FIELD),
    STATUS("conversation.status", Kind.STATUS),
    CHANNEL("conversation.channel", Kind.CHANNEL),
    STARRED("conversation.starred", Kind.FLAG),
    LABEL("conversation.label", Kind.LABEL),
    ASSIGNEE("conversation.assignee", Kind.ASSIGNEE),
    SENTIMENT("conversation.sentiment", Kind.SENTIMENT),
    CONVERSATION_FIELD("conversation.fields.", Kind.FIELD);

    private final String wire;
    final Kind kind;

    Subject(String wire, Kind kind) {
      this.wire = wire;
      this.kind = kind;
    }

    boolean ofContact() {
      return wire.startsWith("contact.");
    }

    static Optional<Subject> of(String field) {
      return Arrays.stream(values())
          .filter(subject ->
              subject.kind == Kind.FIELD
                  ? field.startsWith(subject.wire) && field.length() > subject.wire.length()
                  : field.equals(subject.wire))
          .findFirst();
    }
  }

  /** The type of a subject, which determines its operators. */
  enum Kind {
    TEXT,
    FIELD,
    STATUS,
    CHANNEL,
    FLAG,
    LABEL,
    ASSIGNEE,
    SENTIMENT;

    private boolean has(Operator operator) {
      return switch (this) {
        case TEXT -> operator != Operator.GREATER_THAN && operator != Operator.LESS_THAN;
        case FIELD -> true;
        case STATUS, FLAG -> operator == Operator.IS;
        case CHANNEL, SENTIMENT -> operator == Operator.IS || operator == Operator.IS_NOT;
        case LABEL -> !operator.hasValue();
        case ASSIGNEE ->
            !operator.hasValue() || operator == Operator.IS || operator == Operator.IS_NOT;
      };
    }

    /** Returns a description of the expected value; null if the value is valid. */
    private @Nullable String wanted(Operator operator, @Nullable Object value) {
      var text = value instanceof String string && Texts.fits(string, LONGEST) ? string : null;
      return switch (this) {
        case LABEL -> isId(text) ? null : "a label's id";
        case STATUS -> isWire(text, Status.values(), Status::wire) ? null : "open or resolved";
        case CHANNEL -> isWire(text, Channel.values(), Channel::wire) ? null : "a channel";
        case FLAG -> value instanceof Boolean ? null : "true or false";
        case SENTIMENT ->
            text != null && SENTIMENTS.contains(text) ? null : "positive, neutral or negative";
        case ASSIGNEE -> !operator.hasValue() || (text != null && !text.isEmpty()) ? null : "an id";
        case TEXT -> !operator.hasValue() || (text != null && !text.isEmpty()) ? null : "a text";
        case FIELD ->
            !operator.hasValue()
                    || (value instanceof Number number && Double.isFinite(number.doubleValue()))
                    || value instanceof Boolean
                    || (text != null && !text.isEmpty())
                ? null
                : "a text, a number or true or false";
      };
    }

    private static boolean isId(@Nullable String text) {
      return text != null && Ids.read(text).isPresent();
    }

    private static <E> boolean isWire(
        @Nullable String text, E[] values, java.util.function.Function<E, String> wire) {
      return Arrays.stream(values).map(wire).anyMatch(one -> one.equals(text));
    }
  }

  /**
   * One comparison.
   *
   * @param value a text, number or boolean, depending on the field; for a label its id
   */
  @Schema(name = "SegmentCondition")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Condition(@Nullable String field, @Nullable Operator operator, @Nullable Object value) {

    /** Returns the custom field's key. */
    String key() {
      var name = java.util.Objects.requireNonNull(field);
      return name.substring(name.indexOf(".fields.") + ".fields.".length());
    }

    Subject subject() {
      return Subject.of(java.util.Objects.requireNonNull(field)).orElseThrow();
    }
  }

  Match matching() {
    return match == null ? Match.ALL : match;
  }

  List<Condition> all() {
    return conditions == null ? List.of() : conditions;
  }

  /**
   * Returns the filter after validation.
   *
   * @throws Refusal 422 naming each error
   */
  SegmentFilter checked() {
    var faults = new ArrayList<FieldError>();
    if (all().isEmpty() || all().size() > MOST) {
      faults.add(
          FieldError.at(
              "/filter/conditions",
              "conditions-count",
              "A segment has 1 to " + MOST + " conditions."));
    }
    for (int i = 0; i < all().size(); i++) {
      check(all().get(i), "/filter/conditions/" + i, faults);
    }
    if (!faults.isEmpty()) {
      throw Refusal.unsound("invalid", faults.getFirst().message(), faults);
    }
    return new SegmentFilter(matching(), all());
  }

  private static void check(@Nullable Condition condition, String at, List<FieldError> faults) {
    if (condition == null) {
      faults.add(FieldError.at(at, "missing", "A condition must have a field and an operator."));
      return;
    }
    var subject = condition.field() == null ? null : Subject.of(condition.field()).orElse(null);
    var operator = condition.operator();
    if (subject == null) {
      faults.add(
          FieldError.at(
              at + "/field",
              "field-unknown",
              "Name the field to compare, for example contact.name."));
    } else if (operator == null || !subject.kind.has(operator)) {
      faults.add(
          FieldError.at(
              at + "/operator",
              "operator-unknown",
              "\"" + condition.field() + "\" cannot be compared like this."));
    } else {
      var wanted = subject.kind.wanted(operator, condition.value());
      if (wanted != null) {
        faults.add(
            FieldError.at(
                at + "/value",
                "value-invalid",
                "\"" + condition.field() + "\" is compared with " + wanted + "."));
      }
    }
  }
}
