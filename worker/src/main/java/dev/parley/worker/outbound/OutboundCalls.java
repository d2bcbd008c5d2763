package dev.parley.worker.outbound;

import dev.parley.execution.Contract;
import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.node.Call;
import dev.parley.node.Reply;
import dev.parley.secret.Masker;
import dev.parley.store.Execution;
import dev.parley.text.Characters;
import dev.parley.worker.outbound.GuardedHttp.Outcome;
import java.util.LinkedHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Makes calls to other systems: one method per type of call. */
public final class OutboundCalls {
  private static final int EXCERPT = 500;
  private static final JsonMapper JSON = new JsonMapper();

  private final GuardedHttp http;
  private final Extraction extraction;
  private final Skills skills;
  private final GuardedAddresses addresses;

  /** Outbound calls, each form with what carries it out. */
  public OutboundCalls(
      GuardedHttp http, Extraction extraction, Skills skills, GuardedAddresses addresses) {
    this.http = http;
    this.extraction = extraction;
    this.skills = skills;
    this.addresses = addresses;
  }

  /** Loads the skills of a skill set, tries the model, or checks an address. */
  public void check(String what, String id) {
    switch (what) {
      case Contract.CHECK_SKILL_SET -> skills.check(id);
      case Contract.TRY_MODEL -> extraction.attempt(id);
      case Contract.CHECK_ADDRESS -> addresses.check(id);
      default -> throw new IllegalArgumentException("check: unknown \"" + what + "\"");
    }
  }

  /**
   * The result of a call.
   *
   * @param note a few words for the reader of a history, without customer data
   */
  public record Answer(Reply reply, String note) {}

  /**
   * Makes one attempt at a call.
   *
   * @param execution the execution of the step
   * @param key the same for every attempt of a step
   * @param masker masks secrets in descriptions of failures
   * @throws StepFailure if there is no usable answer
   */
  public Answer ask(Call call, Execution execution, String key, Masker masker) {
    return switch (call) {
      case Call.Http fetch -> fetch(fetch, key, masker);
      case Call.Extraction wanted -> extraction.answer(wanted, execution);
      case Call.Skill skill -> skills.answer(skill);
    };
  }

  private Answer fetch(Call.Http call, String key, Masker masker) {
    return read(call, http.send(call, key), masker);
  }

  /**
   * Reads the outcome of an HTTP request.
   *
   * @throws StepFailure if there is no usable answer
   */
  static Answer read(Call.Http call, Outcome outcome, Masker masker) {
    return switch (outcome) {
      case Outcome.Answered answered -> answer(call, answered, masker);
      case Outcome.Refused refused ->
          throw new StepFailure(
              FailureType.STEP_REFUSED, "the request was not sent", refused.reason());
      case Outcome.Unanswered unanswered -> {
        if (unanswered.mayHaveArrived() && mustNotRepeat(call)) {
          throw outcomeUnknown();
        }
        throw new StepFailure(FailureType.PEER_UNAVAILABLE, unanswered.reason());
      }
    };
  }

  private static Answer answer(Call.Http call, Outcome.Answered answered, Masker masker) {
    var status = answered.status();
    var said = "answered " + status;
    if (status == 408 || status == 429 || status >= 500) {
      throw new StepFailure(
          FailureType.PEER_UNAVAILABLE,
          said,
          "The other system " + said + ". " + excerpt(call, answered, masker),
          answered.retryAfter().orElse(null));
    }
    if (status < 200 || status > 299) {
      throw new StepFailure(
          FailureType.PEER_REFUSED,
          said,
          "The other system " + said + ". " + excerpt(call, answered, masker));
    }
    var content = new LinkedHashMap<String, Object>();
    content.put("status", status);
    content.put("headers", answered.headers());
    content.put("body", parsed(answered));
    if (answered.truncated()) {
      content.put("truncated", true);
    }
    return new Answer(new Reply(content), said);
  }

  /** Secrets are masked before truncating: half a secret would not be recognized. */
  private static String excerpt(Call.Http call, Outcome.Answered answered, Masker masker) {
    if (!call.keepReply()) {
      return "Its answer is not kept.";
    }
    var said = masker.text(answered.body());
    return said.isBlank() ? "It gave no details." : "It said: " + Characters.start(said, EXCERPT);
  }

  /** Parses JSON; anything else is text. */
  private static Object parsed(Outcome.Answered answered) {
    var body = answered.body();
    var type = answered.headers().getOrDefault("content-type", "");
    if (!type.contains("json") || answered.truncated()) {
      return body;
    }
    try {
      var value = JSON.readValue(body, Object.class);
      return value == null ? "" : value;
    } catch (JacksonException e) {
      return body;
    }
  }

  /**
   * Returns true if repeating the call could do something twice that its author wants at most once.
   */
  public static boolean mustNotRepeat(Call.Http http) {
    return http.ifUnanswered() == Call.IfUnanswered.FAIL
        && (http.method() == Call.Method.POST || http.method() == Call.Method.PATCH);
  }

  /** Returns the failure of a request that must not be repeated and may have arrived. */
  public static StepFailure outcomeUnknown() {
    return new StepFailure(
        FailureType.OUTCOME_UNKNOWN,
        "the request may have arrived, but no answer came",
        "The request may have arrived, but there was no answer, and this step is set to fail then."
            + " Check in the other system before you retry.");
  }
}
