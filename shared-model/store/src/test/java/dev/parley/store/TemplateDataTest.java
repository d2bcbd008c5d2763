package dev.parley.store;

import static dev.parley.store.TestDatabase.conversation;
import static dev.parley.store.TestDatabase.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.EventType;
import dev.parley.execution.Mode;
import dev.parley.graph.Drawing;
import dev.parley.store.Conversations.Author;
import dev.parley.template.Place;
import dev.parley.template.Template;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TemplateDataTest {
  private static final Template LAST =
      new Template("{{ conversation.lastMessage.text | default: \"nothing\" }}");

  private static String said(Execution execution, Conversation now) {
    return in(tx -> LAST.render(TemplateData.data(tx, execution, now), Place.TEXT));
  }

  @Test
  void theLastMessageIsTheNewestThatTheCustomerWroteByTheTimeOfTheStep() {
    var now = conversation();
    var graph = Drawing.on(EventType.STARRED).then("a", "starConversation").graph();
    var execution = TestDatabase.execution(graph, now, Mode.PRODUCTION);
    var customer = new Author("contact", null, null);
    var agent = new Author("user", UUID.randomUUID().toString(), null);

    assertThat(said(execution, now)).isEqualTo("nothing");

    in(tx -> Messages.say(tx, now, "Is anybody there?", customer));
    in(tx -> Messages.say(tx, now, "Where is my parcel?", customer));
    in(tx -> Messages.say(tx, now, "On its way.", agent));

    assertThat(said(execution, now)).isEqualTo("Where is my parcel?");
  }
}
