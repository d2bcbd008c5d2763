package dev.parley.api.run;

import dev.parley.api.live.Feed.Message;

/** The server-sent events about runs. */
final class RunEvents {
  private RunEvents() {}

  static Message execution(String id, ExecutionView execution) {
    return new Message(id, "execution", execution);
  }

  static Message step(String id, ExecutionView.StepView step) {
    return new Message(id, "step", step);
  }
}
