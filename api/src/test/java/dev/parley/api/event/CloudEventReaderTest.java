package dev.parley.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.api.event.CloudEventReader.Reading;
import dev.parley.api.json.ExactJson;
import dev.parley.api.problem.Refusal.FieldError;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventReaderTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);

  private static Reading read(String attributes, String conversation) {
    var text =
        """
        {%s 'id': 'evt-1', %s %s
         %s 'data': {'conversation': {'id': 'conv-42', %s}}}
        """
            .formatted(
                attributes.contains("'specversion'") ? "" : "'specversion': '1.0',",
                attributes.contains("'source'") ? "" : "'source': '/helpdesk',",
                attributes.contains("'type'") ? "" : "'type': 'conversation.created',",
                attributes,
                conversation)
            .replace('\'', '"');
    return CloudEventReader.read(ExactJson.read(text.getBytes(StandardCharsets.UTF_8)), NOW);
  }

  private static String hash(String attributes, String conversation) {
    return ((Reading.Read) read(attributes, conversation)).event().hash();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-25T08:59:59Z, -",
    "0001-01-01T00:00:00Z, -",
    "2026-11-25T09:00:01Z, time-ahead",
    "2099-01-01T00:00:00Z, time-ahead",
    "0000-12-31T23:59:59Z, time-invalid",
    "-0044-03-15T12:00:00Z, time-invalid",
    "+999999999-12-31T23:59:59Z, time-invalid",
    "+10000-01-01T00:00:00Z, time-invalid",
    "yesterday, time-invalid"
  })
  void aTimeIsOneThatCanBeKeptAndNotFarAhead(String time, String code) {
    var reading = read("'time': '" + time + "',", "'starred': true");
    if (code.equals("-")) {
      assertThat(reading).isInstanceOf(Reading.Read.class);
    } else {
      assertThat(((Reading.Wrong) reading).faults())
          .extracting(FieldError::pointer, FieldError::code)
          .containsExactly(tuple("/time", code));
    }
  }

  @Test
  void aLabelWithACharacterThatNoTextHasIsRefused() {
    assertThat(((Reading.Wrong) read("", "'labels': ['VIP', 'a\\u0000b']")).faults())
        .extracting(FieldError::pointer)
        .containsExactly("/data/conversation/labels/1");
  }

  @Test
  void theVersionIsText() {
    assertThat(
            ((Reading.Wrong) read("'specversion': 1.0,", "'starred': true"))
                .faults().stream().map(FieldError::code))
        .containsExactly("specversion-unsupported");
  }

  @Test
  void theNotationOfAnEventDoesNotAffectItsHash() {
    var first =
        hash(
            "'parleycausation': 'a', 'time': '2026-11-24T09:00:00Z',",
            "'fields': {'a': 1, 'b': 2}");
    assertThat(
            hash(
                "'parleycausation': 'b', 'datacontenttype': 'application/json', 'traceid': 'x',"
                    + " 'time': '2026-11-24T10:00:00.000+01:00',",
                "'fields': {'b': 2e0, 'a': 1.0}"))
        .isEqualTo(first);
    assertThat(hash("'datacontenttype': null, 'time': null,", "'fields': {'b': 2, 'a': 1}"))
        .as("null is the same as absent")
        .isEqualTo(hash("", "'fields': {'b': 2, 'a': 1}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'time': '2026-11-24T09:00:01Z', | 'fields': {'a': 1}
          'type': 'conversation.opened',  | 'fields': {'a': 1}
          ''                              | 'fields': {'a': 1.5}
          ''                              | 'fields': {'a': '1'}
          ''                              | 'fields': {'a': [1]}
          ''                              | 'fields': {'a': null}
          ''                              | 'fields': {}
          ''                              | 'fields': {'a': 1, 'b': 1}
          """,
      quoteCharacter = '~')
  void theContentOfAnEventDeterminesItsHash(String attributes, String conversation) {
    assertThat(hash(attributes.equals("''") ? "" : attributes, conversation))
        .isNotEqualTo(hash("", "'fields': {'a': 1}"));
  }

  private static List<FieldError> faults(String attributes, String conversation) {
    return ((Reading.Wrong) read(attributes, conversation)).faults();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-2E+999", "1e999999999", "4e-400"})
  void anInvalidNumberIsNotStoredAsSomethingElse(String number) {
    assertThat(faults("", "'fields': {'total': " + number + "}"))
        .extracting(FieldError::pointer, FieldError::code)
        .containsExactly(tuple("/data/conversation/fields/total", "number-range"));
  }

  @Test
  void aNameComesOnce() {
    assertThat(faults("'id': 'evt-2',", "'id': 'conv-43', 'fields': {'a/b': 1, 'a/b': 2}"))
        .extracting(FieldError::pointer, FieldError::code)
        .contains(
            tuple("/id", "name-doubled"),
            tuple("/data/conversation/id", "name-doubled"),
            tuple("/data/conversation/fields/a~1b", "name-doubled"));
  }

  @Test
  void halfACharacterIsRefusedInWhatNamesAndReplacedInWhatIsSaid() {
    assertThat(faults("'subject': 's\\ud83d',", "'labels': ['x', 'y\\udc00']"))
        .extracting(FieldError::pointer, FieldError::code)
        .containsExactlyInAnyOrder(
            tuple("/subject", "character-unusable"),
            tuple("/data/conversation/labels/1", "character-unusable"));
    assertThat(faults("", "'fields': {'k\\ud83d': 1}"))
        .extracting(FieldError::code)
        .containsExactly("character-unusable");
    var said = (Reading.Read) read("", "'fields': {'note': 'so \\ud83d\\ude00 \\ude00'}");
    assertThat(said.event().json().at("/conversation/fields/note").asString())
        .isEqualTo("so 😀 \uFFFD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          'subject': 'order/7'                                                            | -
          'subject': ''                                                                   | attribute-invalid
          'subject': 7                                                                    | type-mismatch
          'dataschema': 'https://shop.example/schemas/order.json'                         | -
          'dataschema': 'order.json'                                                      | attribute-invalid
          'traceparent': '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'        | -
          'traceparent': '01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-later'  | -
          'traceparent': '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-later'  | attribute-invalid
          'traceparent': 'ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'        | attribute-invalid
          'traceparent': '00-00000000000000000000000000000000-b7ad6b7169203331-01'        | attribute-invalid
          'traceparent': '00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01'        | attribute-invalid
          'tracestate': 'shop=7,desk@eu=a b'                                              | -
          'tracestate': 'shop'                                                            | attribute-invalid
          'tenant': 'eu'                                                                  | -
          'attempt': -3                                                                   | -
          'replayed': true                                                                | -
          'tenant': null                                                                  | -
          'weight': 1.5                                                                   | extension-value
          'attempt': 2147483648                                                           | extension-value
          'tenant': ['eu']                                                                | extension-value
          'Tenant': 'eu'                                                                  | extension-name
          'sent_by': 'eu'                                                                 | extension-name
          'datacontenttype': 'application/problem+json; v=1'                              | -
          'datacontenttype': 'TEXT/JSON'                                                  | -
          'datacontenttype': 'application/jsonp'                                          | data-not-json
          """)
  void attributesAreOfTheirTypes(String attribute, String code) {
    var reading = read(attribute + ",", "'starred': true");
    if (code.equals("-")) {
      assertThat(reading).isInstanceOf(Reading.Read.class);
    } else {
      assertThat(((Reading.Wrong) reading).faults())
          .extracting(FieldError::code)
          .containsExactly(code);
    }
  }

  @Test
  void additionalAttributesAreStoredWithTheEvent() {
    var event =
        ((Reading.Read)
                read(
                    "'subject': 'order/7', 'attempt': 2, 'replayed': false, 'parleycausation': 'x',"
                        + " 'tenant': null, 'datacontenttype': 'application/json',",
                    "'starred': true"))
            .event();
    assertThat(event.attributes())
        .containsExactly(
            Map.entry("subject", "order/7"), Map.entry("attempt", 2), Map.entry("replayed", false));
  }

  @Test
  void aSourceIsAUriReference() {
    assertThat(faults("'source': 'https://shop.example:eighty/',", "'starred': true"))
        .extracting(FieldError::pointer, FieldError::code)
        .contains(tuple("/source", "source-invalid"));
  }
}
