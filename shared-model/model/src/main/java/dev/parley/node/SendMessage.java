package dev.parley.node;

import dev.parley.conversation.Change;
import dev.parley.template.Template;
import dev.parley.text.Characters;
import org.jspecify.annotations.Nullable;

/** Sends a message in the conversation: a template of at most 4,096 characters. */
@Kind(
    name = "sendMessage",
    title = "Send Message",
    section = Kind.Section.MESSAGING,
    help = "Send an automated message in the conversation.",
    keywords = "text reply answer write say",
    icon = "message",
    color = Kind.Color.BLUE,
    summary = "“{text}”",
    unset = "Write the message to send")
record SendMessage(
    @Setting(
            label = "Message",
            placeholder = "Thanks for reaching out! We'll be with you shortly.",
            required = true,
            lines = 5,
            example = "Hello {{ contact.name | default: \"there\" }}")
        Template text)
    implements Node.Acting {
  static final int LONGEST = 4_096;

  SendMessage(@Nullable Template text) {
    this.text = text == null ? new Template("") : text;
  }

  @Override
  public Change change(Scope scope) {
    return new Change.Send(scope.text(text));
  }

  @Override
  public void inspect(Inspection inspection) {
    if (text.source().isBlank()) {
      inspection.problem("/text", "message-empty", "Write the message to send.");
    } else if (Characters.isLonger(text.source(), LONGEST)) {
      inspection.problem(
          "/text",
          "message-too-long",
          "The message has "
              + Characters.length(text.source())
              + " characters; at most "
              + LONGEST
              + " can be sent.");
    }
    inspection.template("/text", text);
  }
}
