package dev.parley.api.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import dev.parley.api.RunningApi.Answer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContactsIT {
  private RunningApi api;

  @BeforeAll
  void start() {
    api = new RunningApi();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private String made(String path, String json) {
    var answer = api.post(path, json);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.at("/id");
  }

  private static List<String> pointers(Answer answer) {
    return answer
        .body()
        .path("errors")
        .valueStream()
        .map(error -> error.path("pointer").asString())
        .toList();
  }

  @Test
  void aContactIsMadeChangedArchivedAndBroughtBack() {
    var id = "customer/" + UUID.randomUUID();
    var made =
        api.post(
            "contacts",
            "{'id': '%s', 'name': ' Made Contact ', 'phone': '+10000000001'}".formatted(id));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.at("/name")).isEqualTo("Made Contact");
    assertThat(api.post("contacts", "{'id': '%s', 'name': 'Other'}".formatted(id)).status())
        .isEqualTo(409);
    assertThat(pointers(api.post("contacts", "{'fields': {'plan': 'pro'}}")))
        .containsExactly("/name");
    assertThat(api.post("contacts", "{'name': 'X', 'nickname': 'Y'}").status()).isEqualTo(400);

    var ours = made("contacts", "{'name': 'Changed Contact', 'email': 'sample@example.com'}");
    var changed =
        api.send(
            "PATCH", "contacts/" + ours, "{'email': '', 'fields': {'plan': 'pro', 'seats': 4}}");
    assertThat(changed.body().has("email")).isFalse();
    assertThat(changed.at("/name")).isEqualTo("Changed Contact");
    assertThat(changed.at("/fields/plan")).isEqualTo("pro");
    var cleared = api.send("PATCH", "contacts/" + ours, "{'fields': {'plan': null}}");
    assertThat(cleared.body().path("fields").toString()).isEqualTo("{\"seats\":4}");
    assertThat(api.send("PATCH", "contacts/nobody", "{}").status()).isEqualTo(404);

    assertThat(api.post("contacts/" + ours + "/archive", "{}").body().path("archived").asBoolean())
        .isTrue();
    assertThat(api.get("contacts?search=changed%20contact").items("id")).isEmpty();
    assertThat(api.get("contacts?search=changed%20contact&archived=true").items("id"))
        .containsExactly(ours);
    assertThat(api.post("contacts/" + ours + "/unarchive", "{}").body().has("archivedAt"))
        .isFalse();
    assertThat(api.get("contacts?search=CHANGED").items("id")).containsExactly(ours);
    assertThat(api.get("contacts?search=ch").items("id")).contains(ours);
    assertThat(api.send("DELETE", "contacts/" + ours, "").status()).isEqualTo(405);
    assertThat(api.post("contacts/" + ours + "/archive", "{}").status()).isEqualTo(200);
    assertThat(api.get("contacts/" + ours).body().path("archived").asBoolean()).isTrue();
  }

  @Test
  void valuesOfAContactFitTheirFields() {
    made("fields", "{'key': 'birthday', 'name': 'Birthday', 'type': 'date'}");
    assertThat(pointers(api.post("contacts", "{'name': 'X', 'fields': {'birthday': 'May'}}")))
        .containsExactly("/fields/birthday");
    var id = made("contacts", "{'name': 'Born', 'fields': {'birthday': '1990-05-01'}}");
    assertThat(pointers(api.send("PATCH", "contacts/" + id, "{'fields': {'birthday': 5}}")))
        .containsExactly("/fields/birthday");
  }

  @Test
  void contactsArePagedNewestChangeFirst() {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      ids.add(made("contacts", "{'name': 'Paged Contact " + i + "'}"));
    }
    api.send("PATCH", "contacts/" + ids.getFirst(), "{'phone': '+10000000009'}");
    var seen = new ArrayList<String>();
    var path = "contacts?search=paged&limit=2";
    for (var page = api.get(path); ; page = api.get(path + "&cursor=" + page.at("/nextCursor"))) {
      seen.addAll(page.items("id"));
      if (page.at("/nextCursor").isEmpty()) {
        break;
      }
    }
    assertThat(seen).containsExactly(ids.get(0), ids.get(4), ids.get(3), ids.get(2), ids.get(1));
    assertThat(api.get("contacts?cursor=x").status()).isEqualTo(400);
  }

  /**
   * Creates three contacts: one with a starred conversation, one with a resolved conversation, one
   * without conversations.
   */
  private List<String> three(String word, String label) {
    var rich =
        made(
            "contacts",
            "{'name': '%s Rich', 'email': 'rich@example.com', 'fields': {'seats': 30, 'since':"
                    .formatted(word)
                + " '2026-01-15'}}");
    var poor = made("contacts", "{'name': '%s Poor', 'fields': {'seats': 4}}".formatted(word));
    var none = made("contacts", "{'name': '%s None'}".formatted(word));
    var starred =
        made(
            "conversations",
            "{'channel': 'whatsapp', 'contact': {'id': '%s'}, 'fields': {'plan': 'Pro'}}"
                .formatted(rich));
    api.send("PATCH", "conversations/" + starred, "{'starred': true}");
    api.send("PUT", "conversations/" + starred + "/labels/" + label, "");
    made("conversations", "{'channel': 'webchat', 'contact': {'id': '%s'}}".formatted(rich));
    var resolved =
        made("conversations", "{'channel': 'webchat', 'contact': {'id': '%s'}}".formatted(poor));
    api.send("PATCH", "conversations/" + resolved, "{'status': 'resolved'}");
    return List.of(rich, poor, none);
  }

  private List<String> found(String word, String match, String... conditions) {
    var all = new ArrayList<>(List.of(conditions));
    var filter = "{'match': '%s', 'conditions': [%s]}".formatted(match, String.join(", ", all));
    var id = made("segments", "{'name': '%s', 'filter': %s}".formatted(UUID.randomUUID(), filter));
    var contacts = api.get("contacts?segment=" + id + "&search=" + word);
    assertThat(contacts.status()).as(contacts.body().toString()).isEqualTo(200);
    return contacts
        .body()
        .path("items")
        .valueStream()
        .map(contact -> contact.path("name").asString().replace(word + " ", ""))
        .sorted()
        .toList();
  }

  private static String is(String field, String operator, String value) {
    return "{'field': '%s', 'operator': '%s'%s}"
        .formatted(field, operator, value.isEmpty() ? "" : ", 'value': " + value);
  }

  @Test
  void aSegmentHoldsTheContactsThatMeetItsConditions() {
    var label = made("labels", "{'name': 'Segmented'}");
    var word = "Segmental";
    three(word, label);
    assertThat(found(word, "all", is("contact.name", "contains", "'RICH'")))
        .containsExactly("Rich");
    assertThat(found(word, "all", is("contact.email", "present", ""))).containsExactly("Rich");
    assertThat(found(word, "all", is("contact.email", "absent", "")))
        .containsExactly("None", "Poor");
    assertThat(found(word, "all", is("contact.email", "isNot", "'x'"))).containsExactly("Rich");
    assertThat(found(word, "all", is("contact.fields.seats", "greaterThan", "5")))
        .containsExactly("Rich");
    assertThat(found(word, "all", is("contact.fields.seats", "lessThan", "5")))
        .containsExactly("Poor");
    assertThat(found(word, "all", is("contact.fields.since", "lessThan", "'2026-02-01'")))
        .containsExactly("Rich");
    assertThat(found(word, "all", is("conversation.label", "present", "'" + label + "'")))
        .containsExactly("Rich");
    assertThat(found(word, "all", is("conversation.fields.plan", "is", "'pro'")))
        .containsExactly("Rich");
    assertThat(found(word, "all", is("conversation.status", "is", "'resolved'")))
        .containsExactly("Poor");
    assertThat(
            found(
                word,
                "any",
                is("conversation.starred", "is", "true"),
                is("contact.fields.seats", "is", "4")))
        .containsExactly("Poor", "Rich");
  }

  @Test
  void oneConversationMeetsAllTheConditionsAboutConversations() {
    var label = made("labels", "{'name': 'Together'}");
    var word = "Togethering";
    three(word, label);
    assertThat(
            found(
                word,
                "all",
                is("conversation.starred", "is", "true"),
                is("conversation.channel", "is", "'whatsapp'")))
        .containsExactly("Rich");
    assertThat(
            found(
                word,
                "all",
                is("conversation.starred", "is", "true"),
                is("conversation.channel", "is", "'webchat'")))
        .isEmpty();
  }

  @Test
  void aSegmentIsCountedBeforeItIsSavedChangedAndArchived() {
    three("Countable", made("labels", "{'name': 'Counted'}"));
    var filter = "{'match': 'all', 'conditions': [%s]}";
    var count =
        api.post(
            "segments/count",
            "{'filter': "
                + filter.formatted(is("contact.name", "startsWith", "'countable'"))
                + "}");
    assertThat(count.status()).as(count.body().toString()).isEqualTo(200);
    assertThat(count.body().path("contacts").asInt()).isEqualTo(3);
    assertThat(count.body().path("more").asBoolean()).isFalse();

    var id =
        made(
            "segments",
            "{'name': 'Saved', 'description': 'Kept', 'filter': "
                + filter.formatted(is("contact.name", "startsWith", "'countable'"))
                + "}");
    var changed =
        api.send(
            "PATCH",
            "segments/" + id,
            "{'filter': " + filter.formatted(is("contact.name", "is", "'countable poor'")) + "}");
    assertThat(changed.at("/description")).isEqualTo("Kept");
    assertThat(api.get("contacts?segment=" + id).items("name")).containsExactly("Countable Poor");
    assertThat(api.post("segments/" + id + "/archive", "{}").status()).isEqualTo(200);
    assertThat(api.get("segments").items("id")).doesNotContain(id);
    assertThat(api.get("contacts?segment=" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(api.get("users?search=a%00b").status()).isEqualTo(400);
  }

  @Test
  void invalidComparisonsAreReported() {
    var answer =
        api.post(
            "segments",
            "{'name': 'Wrong', 'filter': {'conditions': [%s, %s, %s, %s]}}"
                .formatted(
                    is("contact.shoes", "is", "'x'"),
                    is("conversation.status", "contains", "'open'"),
                    is("conversation.starred", "is", "'yes'"),
                    is("conversation.label", "present", "'x'")));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(pointers(answer))
        .containsExactly(
            "/filter/conditions/0/field",
            "/filter/conditions/1/operator",
            "/filter/conditions/2/value",
            "/filter/conditions/3/value");
    assertThat(pointers(api.post("segments", "{'name': 'Empty', 'filter': {}}")))
        .containsExactly("/filter/conditions");
    assertThat(pointers(api.post("segments", "{'name': 'None'}"))).containsExactly("/filter");
    assertThat(api.post("segments", "{'name': 'X', 'filter': {'match': 'some'}}").status())
        .isEqualTo(400);
  }

  @Test
  void aContactShowsItsNumberOfConversations() {
    var id = made("contacts", "{'name': 'Talkative'}");
    for (int i = 0; i < 3; i++) {
      made("conversations", "{'contact': {'id': '" + id + "'}}");
    }
    assertThat(api.get("contacts/" + id).body().path("conversations").asInt()).isEqualTo(3);
    assertThat(api.get("conversations?contact=" + id).items("id")).hasSize(3);
  }

  /** Only the worker, which is not here, can check an address. */
  private String webhook() {
    var sent =
        "{'name': 'Sample page', 'channel': 'facebook', 'connector': 'webhook', 'url':"
            + " 'https://channel.example/messages'}";
    assertThat(api.post("channels", sent).at("/code")).isEqualTo("worker-unavailable");
    var id = UUID.randomUUID().toString();
    try (var sql = api.sql();
        var statement = sql.createStatement()) {
      statement.executeUpdate(
          "insert into channel_account (id, name, name_key, channel, connector, url) values ('"
              + id
              + "', 'Sample page', 'sample page', 'facebook', 'webhook', 'https://channel.example')");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return id;
  }

  @Test
  void aChannelAccountDeliversInTheStoreOrOutside() {
    assertThat(
            pointers(
                api.post(
                    "channels",
                    "{'name': 'No address', 'channel': 'facebook', 'connector': 'webhook'}")))
        .containsExactly("/url");
    var outside = webhook();
    var conversation =
        made("conversations", "{'channel': 'facebook', 'accountId': '" + outside + "'}");
    var path = "conversations/" + conversation;
    assertThat(api.get(path).at("/accountId")).isEqualTo(outside);
    var played = api.post(path + "/messages", "{'text': 'Hello', 'as': 'contact'}");
    assertThat(played.status()).isEqualTo(422);
    assertThat(pointers(played)).containsExactly("/as");
    var reply = api.post(path + "/messages", "{'text': 'Hello'}");
    assertThat(reply.at("/code")).isEqualTo("channel-outside");
    assertThat(
            api.post("conversations", "{'channel': 'webchat', 'accountId': '" + outside + "'}")
                .status())
        .isEqualTo(422);
  }
}
