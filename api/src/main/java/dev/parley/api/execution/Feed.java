package dev.parley.api.execution;

import java.util.List;

/** What one client has not been told yet. Used by one thread. */
public interface Feed {
  /**
   * The next events to send, oldest first: at first a snapshot, or what the client missed; nothing
   * when it knows everything.
   */
  List<Message> next();

  /**
   * One server-sent event.
   *
   * @param id what the client sends back as {@code Last-Event-ID} to go on from here
   * @param name what it tells of, for example execution or step
   * @param data in the shape of the REST answers
   */
  record Message(String id, String name, Object data) {
    static Message execution(String id, ExecutionView execution) {
      return new Message(id, "execution", execution);
    }

    static Message step(String id, ExecutionView.StepView step) {
      return new Message(id, "step", step);
    }
  }
}
