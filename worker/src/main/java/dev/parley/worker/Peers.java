package dev.parley.worker;

import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.node.Call;
import dev.parley.node.Reply;

/** Asks the world outside: one method for each form of call. */
final class Peers {

  /**
   * What came back.
   *
   * @param note a few words for the reader of a history, without customer data
   */
  record Answer(Reply reply, String note) {}

  /**
   * Asks once.
   *
   * @param key the same for every attempt of a step
   * @throws StepFailure when there is no answer to go on with
   */
  Answer ask(Call call, String key) {
    return switch (call) {
      case Call.Http http -> fetch(http, key);
      case Call.Extraction _ ->
          throw new StepFailure(
              FailureType.NOT_CONFIGURED,
              "AI Extraction is not configured",
              "AI Extraction is not configured in this installation. Remove the step, or test it"
                  + " with a sample reply.");
      case Call.Skill _ ->
          throw new StepFailure(
              FailureType.NOT_CONFIGURED,
              "no skill set is installed",
              "No skill set is installed here. Remove the step, or test it with a sample reply.");
    };
  }

  @SuppressWarnings("DoNotCallSuggester")
  private static Answer fetch(Call.Http http, String key) {
    throw new StepFailure(
        FailureType.NOT_CONFIGURED, "no client for " + http.method() + " with key " + key);
  }

  /** Whether asking again could do a thing twice that its author wants done at most once. */
  static boolean mustNotRepeat(Call.Http http) {
    return http.ifUnanswered() == Call.IfUnanswered.FAIL
        && (http.method() == Call.Method.POST || http.method() == Call.Method.PATCH);
  }

  static StepFailure outcomeUnknown() {
    return new StepFailure(
        FailureType.OUTCOME_UNKNOWN,
        "the request may have arrived, but no answer came",
        "The request may have arrived, but no answer came, and this step is set to fail then."
            + " Look in the other system whether it did, before you retry.");
  }
}
