package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.Label;
import dev.parley.conversation.Status;
import dev.parley.node.SettingDescription.Choice;
import dev.parley.text.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a decision. An absent value matches nothing.
 *
 * @param operator one of the field's operators
 * @param value the value to compare with, a string or a boolean; for labels the id, or before
 *     resolving also the name
 * @param caseSensitive for message text only
 */
public record Condition(Field field, String operator, Object value, boolean caseSensitive) {

  /** A condition; what is absent is taken as empty. */
  public Condition(
      @Nullable Field field,
      @Nullable String operator,
      @Nullable Object value,
      boolean caseSensitive) {
    this.field = field == null ? Field.STATUS : field;
    this.operator = operator == null ? "" : operator;
    this.value = value == null ? "" : this.field.comparable(value);
    this.caseSensitive = caseSensitive;
  }

  private String wanted() {
    return String.valueOf(value);
  }

  /** A comparison. */
  enum Operator {
    IS("is", "is"),
    IS_NOT("isNot", "is not"),
    PRESENT("present", "present"),
    ABSENT("absent", "absent"),
    EQUALS("equals", "equals"),
    CONTAINS("contains", "contains"),
    STARTS_WITH("startsWith", "starts with"),
    ENDS_WITH("endsWith", "ends with");

    private final String wire;
    private final String title;

    Operator(String wire, String title) {
      this.wire = wire;
      this.title = title;
    }
  }

  /** A field that can be checked. */
  public enum Field {
    @JsonProperty("status")
    STATUS("status", "Conversation Status", "status {operator} {value}"),
    @JsonProperty("labels")
    LABELS("labels", "Conversation Labels", "label {value} is {operator}"),
    @JsonProperty("channel")
    CHANNEL("channel", "Conversation Channel", "channel {operator} {value}"),
    @JsonProperty("starred")
    STARRED("starred", "Conversation Starred", "{value}"),
    @JsonProperty("messageText")
    MESSAGE_TEXT("messageText", "Message Text", "message {operator} “{value}”");

    private final String wire;
    private final String title;
    private final String says;

    Field(String wire, String title, String says) {
      this.wire = wire;
      this.title = title;
      this.says = says;
    }

    /** Returns the name of the field in graphs. */
    public String wire() {
      return wire;
    }

    /** Returns the operators that the field can be compared with. */
    public List<String> operators() {
      return compared().stream().map(operator -> operator.wire).toList();
    }

    private List<Operator> compared() {
      return switch (this) {
        case STATUS, STARRED -> List.of(Operator.IS);
        case LABELS -> List.of(Operator.PRESENT, Operator.ABSENT);
        case CHANNEL -> List.of(Operator.IS, Operator.IS_NOT);
        case MESSAGE_TEXT ->
            List.of(Operator.EQUALS, Operator.CONTAINS, Operator.STARTS_WITH, Operator.ENDS_WITH);
      };
    }

    /** Returns the possible values; empty if any text is allowed. */
    public List<String> choices() {
      return titled().stream().map(Choice::value).toList();
    }

    private List<Choice> titled() {
      return switch (this) {
        case STATUS ->
            Arrays.stream(Status.values())
                .map(status -> new Choice(status.wire(), status.title()))
                .toList();
        case CHANNEL ->
            Arrays.stream(Channel.values())
                .map(channel -> new Choice(channel.wire(), channel.title()))
                .toList();
        case STARRED -> List.of(new Choice("true", "Starred"), new Choice("false", "Not starred"));
        case LABELS, MESSAGE_TEXT -> List.of();
      };
    }

    /** Returns the field as the dashboard's form asks for it. */
    ConditionDescription described() {
      return new ConditionDescription(
          wire,
          title,
          says,
          compared().stream().map(operator -> new Choice(operator.wire, operator.title)).toList(),
          titled(),
          this == LABELS ? Optional.of(References.Kind.LABEL) : Optional.empty(),
          this == MESSAGE_TEXT,
          first());
    }

    /** Returns the condition that is added for this field. */
    private Condition first() {
      var operator = this == MESSAGE_TEXT ? Operator.CONTAINS : compared().getFirst();
      return new Condition(this, operator.wire, choices().stream().findFirst().orElse(""), false);
    }

    /** Returns the value in its canonical form in a graph. */
    private Object comparable(Object value) {
      return switch (value) {
        case String text when this != STARRED -> text;
        case String text ->
            text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : (Object) text;
        case Boolean flag -> this == STARRED ? flag : (Object) flag.toString();
        case Number number -> number.toString();
        default ->
            throw new IllegalArgumentException("value: not comparable (expected: text or boolean)");
      };
    }

    /** Returns the conversation's current value, for the step's output. */
    Object seen(Conversation now, @Nullable String text) {
      return switch (this) {
        case STATUS -> now.status().wire();
        case LABELS -> now.labels().stream().map(Label::name).toList();
        case CHANNEL -> now.channel().wire();
        case STARRED -> now.starred();
        case MESSAGE_TEXT -> text == null ? "" : text;
      };
    }
  }

  /** The text of a message in its comparison forms, each computed once. */
  static final class Said {
    private final @Nullable String text;
    private @Nullable String exact;
    private @Nullable String caseless;

    Said(@Nullable String text) {
      this.text = text;
    }

    @Nullable String wording(boolean caseSensitive) {
      if (text == null) {
        return null;
      }
      if (caseSensitive) {
        exact = exact == null ? Wording.exact(text) : exact;
        return exact;
      }
      caseless = caseless == null ? Wording.caseless(text) : caseless;
      return caseless;
    }
  }

  boolean holds(Conversation now, Said said) {
    return switch (field) {
      case STATUS -> now.status().wire().equals(wanted());
      case LABELS -> now.hasLabel(wanted()) == operator.equals("present");
      case CHANNEL -> now.channel().wire().equals(wanted()) == operator.equals("is");
      case STARRED -> String.valueOf(now.starred()).equals(wanted());
      case MESSAGE_TEXT -> {
        var text = said.wording(caseSensitive);
        yield text != null && textHolds(text, wording(wanted()));
      }
    };
  }

  /** The value is used as typed; white space around the message is ignored. */
  private boolean textHolds(String text, String wanted) {
    return switch (operator) {
      case "equals" -> text.strip().equals(wanted.strip());
      case "contains" -> Wording.contains(text, wanted);
      case "startsWith" ->
          Wording.startsWith(text, wanted) || Wording.startsWith(text.stripLeading(), wanted);
      case "endsWith" -> text.endsWith(wanted) || text.stripTrailing().endsWith(wanted);
      default -> false;
    };
  }

  /**
   * Returns the form of a text used for comparison; case is ignored unless the condition asks for
   * it.
   */
  private String wording(String text) {
    return caseSensitive ? Wording.exact(text) : Wording.caseless(text);
  }

  void inspect(String pointer, Inspection inspection) {
    if (!field.operators().contains(operator)) {
      inspection.problem(
          pointer + "/operator",
          "condition-operator",
          (operator.isEmpty() ? "Choose how to compare" : "\"" + operator + "\" is not possible")
              + " (one of: "
              + String.join(", ", field.operators())
              + ").");
    }
    if (wanted().isBlank()) {
      inspection.problem(
          pointer + "/value", "condition-value-empty", "Enter a value to compare with.");
    } else if (!field.choices().isEmpty() && !field.choices().contains(wanted())) {
      inspection.problem(
          pointer + "/value",
          "condition-value",
          "\""
              + value
              + "\" is not possible (one of: "
              + String.join(", ", field.choices())
              + ").");
    } else if (field == Field.LABELS) {
      inspection.reference(pointer + "/value", References.Kind.LABEL, wanted());
    }
    if (field == Field.MESSAGE_TEXT && !inspection.messagePossible()) {
      inspection.warning(
          pointer + "/field",
          "condition-without-message",
          "This trigger usually comes without a message; then this condition is not met.");
    }
  }

  Condition resolved(References references) {
    return field == Field.LABELS
        ? new Condition(
            field, operator, references.idOr(References.Kind.LABEL, wanted()), caseSensitive)
        : this;
  }
}
