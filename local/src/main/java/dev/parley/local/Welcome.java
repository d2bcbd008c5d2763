package dev.parley.local;

import java.util.Optional;

/** The message printed once the stack is ready. */
record Welcome(Stack stack, Home home, Api api) {
  String text() {
    return """

    Parley is ready.

      Sign in          %s
      API              %s/api/v1
      Temporal Web UI  %s
      Logs             %s

    A new conversation starts the published example "Delayed follow-up":

    %s

    Ctrl-C stops everything.
    """
        .formatted(
            signIn().orElse("no link could be made; the API key is in " + home.apiKeyFile()),
            stack.api(),
            stack.temporalUi().map(Object::toString).orElseGet(this::noUi),
            home.logs(),
            curl());
  }

  private String noUi() {
    return stack.process(Part.TEMPORAL).isPresent()
        ? "none on PostgreSQL; Temporal itself is at " + stack.temporalAddress()
        : "that of your own Temporal server";
  }

  /** Returns a link that works once and for a short time. */
  private Optional<String> signIn() {
    var answer = api.post("session/link", Api.object());
    return answer.isOk()
        ? Optional.of(stack.api().resolve(answer.body().path("url").asString()).toString())
        : Optional.empty();
  }

  private String curl() {
    return """
    curl -i %s/api/v1/events \\
      -H "Authorization: Bearer $(cat "%s")" \\
      -H "Content-Type: application/cloudevents+json" \\
      -d '{"specversion": "1.0", "id": "'"evt-$(date +%%s)"'", "source": "/try", "type": "conversation.created",
           "data": {"conversation": {"id": "'"conv-$(date +%%s)"'", "channel": "webchat", "status": "open",
                    "contact": {"id": "c-1", "name": "Sample Contact"}},
                    "message": {"id": "'"m-$(date +%%s)"'", "text": "Hello, where is my order?"}}}'\
    """
        .formatted(stack.api(), home.apiKeyFile());
  }
}
