package dev.parley.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.event.CloudEventReader.Reading;
import dev.parley.api.problem.Refusal.Fault;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class CloudEventReaderTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);

  private static Reading read(String attributes, String conversation) {
    var text =
        """
        {'specversion': '1.0', 'id': 'evt-1', 'source': '/helpdesk', 'type': 'conversation.created',
         %s 'data': {'conversation': {'id': 'conv-42', %s}}}
        """
            .formatted(attributes, conversation)
            .replace('\'', '"');
    return CloudEventReader.read(new JsonMapper().readTree(text), NOW);
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
          .extracting(Fault::pointer, Fault::code)
          .containsExactly(org.assertj.core.groups.Tuple.tuple("/time", code));
    }
  }

  @Test
  void aLabelWithACharacterThatNoTextHasIsRefused() {
    assertThat(((Reading.Wrong) read("", "'labels': ['VIP', 'a\\u0000b']")).faults())
        .extracting(Fault::pointer)
        .containsExactly("/data/conversation/labels/1");
  }

  @Test
  void theVersionIsText() {
    assertThat(
            ((Reading.Wrong) read("'specversion': 1.0,", "'starred': true"))
                .faults().stream().map(Fault::code))
        .containsExactly("specversion-unsupported");
  }

  @Test
  void howAnEventIsWrittenMakesNoOtherEvent() {
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
  void whatAnEventSaysMakesIt(String attributes, String conversation) {
    assertThat(hash(attributes.equals("''") ? "" : attributes, conversation))
        .isNotEqualTo(hash("", "'fields': {'a': 1}"));
  }

  @Test
  void aNumberOfManyDigitsIsNotWrittenOut() {
    assertThat(hash("", "'fields': {'a': 1e999999999}"))
        .isNotEqualTo(hash("", "'fields': {'a': 1}"));
  }
}
