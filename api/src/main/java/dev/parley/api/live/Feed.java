package dev.parley.api.live;

import java.util.List;

/** The news for one client. Used by one thread. */
public interface Feed {
  /**
   * Returns the next events to send, oldest first: at first a snapshot or what the client missed;
   * nothing if it is up to date.
   */
  List<Message> next();

  /**
   * One server-sent event.
   *
   * @param id sent back by the client as {@code Last-Event-ID} to resume from here
   * @param name the event's type, for example execution or step
   * @param data in the form of REST responses
   */
  record Message(String id, String name, Object data) {}
}
