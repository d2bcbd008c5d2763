package dev.parley.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Events are recognized from the bytes of a request (CloudEvents HTTP Protocol Binding, section 3).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContentModesIT {
  private static final String BINARY = "Content-Type: application/json\r\n";
  private final RunningApi api = new RunningApi();

  @AfterAll
  void stop() {
    api.close();
  }

  private static String data(String conversation) {
    return "{\"conversation\": {\"id\": \"%s\"}, \"message\": {\"id\": \"%s\", \"text\": \"Hi\"}}"
        .formatted(conversation, UUID.randomUUID());
  }

  private static String attributes(String id) {
    return "ce-specversion: 1.0\r\nce-id: %s\r\nce-source: /desk\r\nce-type: message.received\r\n"
        .formatted(id);
  }

  private static String structured(String id) {
    return """
    {"specversion": "1.0", "id": "%s", "source": "/desk", "type": "message.received", "data": %s}
    """
        .formatted(id, data("c-" + id));
  }

  /** Sends exactly these headers, with one byte per character; returns the status and the body. */
  private String post(String headers, byte[] body) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      var head =
          "POST /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:"
              + api.port()
              + "\r\nAuthorization: Bearer sample-admin-key\r\nConnection: close\r\n"
              + headers
              + "Content-Length: "
              + body.length
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(body);
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.substring(9, 12) + answer.substring(answer.indexOf("\r\n\r\n"));
    }
  }

  private String post(String headers, String body) throws IOException {
    return post(headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/json                          | 202
          application/vnd.shop.order+json           | 202
          APPLICATION/JSON;CHARSET="utf-8"          | 202
          text/json                                 | 202
          ''                                        | 202
          application/xml                           | 415
          text/plain                                | 415
          application/cloudevents+avro              | 415
          application/cloudevents                   | 415
          application/cloudevents-batch+xml         | 415
          """)
  void binaryModeIsWhatHasNoTypeOfCloudEvents(String type, int status) throws IOException {
    var header = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
    assertThat(post(attributes(id()) + header, data("c-" + id()))).startsWith("" + status);
  }

  @Test
  void theTypeOfCloudEventsOutweighsHeaders() throws IOException {
    var id = id();
    var told =
        post(
            attributes("other-" + id) + "Content-Type: application/CloudEvents+JSON; v=1\r\n",
            structured(id));
    assertThat(told).startsWith("202").contains("\"id\":\"" + id + "\"");
  }

  @Test
  void anEventInItsJsonFormHasATypeOfItsOwn() throws IOException {
    assertThat(post(BINARY, structured(id())))
        .startsWith("400")
        .contains("/specversion", "application/cloudevents+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cut%E2%82",
        "%C1%A1long",
        "%ED%B8%80half",
        "late%BF",
        "raw\u00FC",
        "5%",
        "\"open"
      })
  void invalidTextInAHeaderIsRejectedAndNothingIsStored(String value) throws IOException {
    var conversation = "c-" + id();
    assertThat(post(attributes(value) + BINARY, data(conversation)))
        .startsWith("400")
        .contains("\"/id\"", "attribute-header");
    assertThat(api.get("conversations/" + conversation).status()).isEqualTo(404);
  }

  @Test
  void validTextInAHeaderIsPreserved() throws IOException {
    var end = id();
    for (var pair :
        new String[][] {
          {"%e2%98%83%20" + end, "☃ " + end},
          {"\"in \\\"quotes\\\" " + end + "\"", "in \"quotes\" " + end},
          {"1%252" + end, "1%2" + end},
          {"a+b" + end, "a+b" + end},
          {
            new String(("ß" + end).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
            "ß" + end
          }
        }) {
      assertThat(post(attributes(pair[0]) + BINARY, data("c-" + id())))
          .as(pair[1])
          .startsWith("202");
      var path =
          "events/%2Fdesk/"
              + URLEncoder.encode(pair[1], StandardCharsets.UTF_8).replace("+", "%20");
      assertThat(api.get(path).status()).as(pair[1]).isEqualTo(200);
    }
  }

  @Test
  void anAttributeComesOnceAndIsNotTheData() throws IOException {
    assertThat(post(attributes(id()) + "CE-ID: b\r\n" + BINARY, data("c"))).startsWith("400");
    assertThat(post(attributes(id()) + "ce-data: b\r\n" + BINARY, data("c"))).startsWith("400");
    assertThat(
            post(attributes(id()) + "ce-datacontenttype: application/json\r\n" + BINARY, data("c")))
        .startsWith("400");
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() throws IOException {
    var type = "Content-Type: application/cloudevents+json\r\n";
    for (var charset : new String[] {"ISO-8859-1", "windows-1252"}) {
      var id = id();
      var body =
          structured(id)
              .replace("Hi", "Grüezi")
              .getBytes(java.nio.charset.Charset.forName(charset));
      assertThat(post(type, body)).startsWith("400");
      assertThat(api.get("events/%2Fdesk/" + id).status()).isEqualTo(404);
    }
    var overlong =
        structured(id()).replace("Hi", "\u00C0\u00AF").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(post(type, overlong)).startsWith("400");
    assertThat(post(type, "\uFEFF" + structured(id()))).startsWith("202");
  }

  @Test
  void idsThatDifferByHalvesOfCharactersAreNoDuplicates() {
    var batch =
        "[%s, %s, %s]"
            .formatted(
                structured("h\\ud83d"),
                structured("h\\ud83e"),
                structured("h?").replace("c-h?", "c-q"));
    var answer =
        api.raw(
            "POST",
            "events",
            batch,
            "Authorization",
            "Bearer sample-admin-key",
            "Content-Type",
            "application/cloudevents-batch+json");
    assertThat(answer.body())
        .contains("\"rejected\"", "character-unusable", "\"accepted\"")
        .doesNotContain("duplicate");
  }

  @Test
  void otherEndpointsParseJsonExactlyToo() {
    assertThat(api.post("labels", "{'name': 'Gold', 'name': 'Silver'}").at("/errors/0/code"))
        .isEqualTo("name-doubled");
    assertThat(api.post("labels", "{'name': 'Go\\ud83dld'}").at("/errors/0/pointer"))
        .isEqualTo("/name");
    assertThat(api.post("contacts", "{'name': 'A', 'fields': {'x': -1e310}}").at("/errors/0/code"))
        .isEqualTo("number-range");
  }

  @Test
  void additionalAttributesAreStored() throws Exception {
    var id = id();
    var told =
        post(
            attributes(id) + BINARY + "ce-subject: order%2F7\r\nce-tenant: eu\r\n",
            data("c-" + id));
    assertThat(told).startsWith("202");
    try (var connection = api.sql();
        var rows =
            connection
                .createStatement()
                .executeQuery("select attributes from event where event_id = '" + id + "'")) {
      rows.next();
      assertThat(rows.getString(1)).contains("\"subject\": \"order/7\"", "\"tenant\": \"eu\"");
    }
  }
}
