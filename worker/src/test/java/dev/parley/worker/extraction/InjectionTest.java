package dev.parley.worker.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.extraction.Findings;
import dev.parley.extraction.ModelSettings;
import dev.parley.extraction.Tuning;
import dev.parley.extraction.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Messages that instruct the model, and a model that obeys each of them. */
class InjectionTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Wanted WANTED =
      new Wanted(
          List.of(label("1", "Urgent"), label("2", "Billing")),
          List.of(
              field("order", Wanted.Type.TEXT),
              field("quantity", Wanted.Type.NUMBER),
              field("tier", Wanted.Type.CHOICE, "gold", "silver"),
              field("mail", Wanted.Type.EMAIL),
              field("phone", Wanted.Type.PHONE),
              field("delivery", Wanted.Type.DATE)),
          true);

  private static ModelPeer peer;

  /**
   * One attack.
   *
   * @param obeyed the response of a model that follows the message's instructions
   */
  record Injection(String message, String obeyed) {}

  @BeforeAll
  static void start() {
    peer = new ModelPeer();
  }

  @AfterAll
  static void stop() {
    peer.close();
  }

  private static Wanted.Label label(String id, String name) {
    return new Wanted.Label(id, name, "");
  }

  private static Wanted.Field field(String key, Wanted.Type type, String... choices) {
    return new Wanted.Field("id-" + key, key, key, type, List.of(choices), "");
  }

  static List<Injection> injections() {
    try (var file =
        Objects.requireNonNull(
            InjectionTest.class.getResourceAsStream("/extraction/injections.tsv"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", 2))
          .map(parts ->
              new Injection(
                  JSON.readValue(parts[0], String.class), JSON.readValue(parts[1], String.class)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Findings find(String message) {
    var settings =
        new ModelSettings(
            ModelSettings.Provider.OPENAI, peer.url(), "sample", 10, 500, null, null, null, null);
    var budget =
        new ModelExtraction.Budget() {
          @Override
          public void allow() {}

          @Override
          public void used(long input, long output) {}
        };
    return new ModelExtraction(new OkHttpClient(), _ -> Optional.empty(), _ -> Optional.empty())
        .find(
            settings,
            null,
            budget,
            List.of(message),
            WANTED,
            Tuning.DEFAULT,
            Instant.parse("2026-11-25T09:00:00Z"));
  }

  @Test
  void thereAreAtLeastThirtyOfThem() {
    assertThat(injections()).hasSizeGreaterThanOrEqualTo(30);
    assertThat(injections().stream().map(Injection::message).distinct())
        .hasSameSizeAs(injections());
  }

  @ParameterizedTest
  @MethodSource("injections")
  void aModelThatObeysAMessageWritesNothing(Injection injection) {
    peer.asked();
    peer.says(injection.obeyed()).says(injection.obeyed());
    assertThatThrownBy(() -> find(injection.message()))
        .isInstanceOfSatisfying(
            StepFailure.class,
            failure -> {
              assertThat(failure.type()).isEqualTo(FailureType.PEER_REFUSED);
              assertThat(failure.summary())
                  .isEqualTo("the model's answer does not match the schema");
            });
    assertThat(peer.asked()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("injections")
  void aMessageIsDataInTheQuestionAndNoPartOfTheInstructions(Injection injection) {
    peer.asked();
    peer.says(
        """
        {"labels": [{"name": "Urgent", "confidence": 0.4}],
         "fields": {"order": null, "quantity": null, "tier": null, "mail": null, "phone": null,
                    "delivery": null},
         "sentiment": {"value": "neutral", "confidence": 0.5}}
        """);
    var found = find(injection.message());
    assertThat(found.labels()).extracting(label -> label.label().name()).containsExactly("Urgent");
    var asked = peer.asked().getFirst();
    assertThat(asked.said("system")).hasSize(1);
    assertThat(asked.said("system").getFirst()).doesNotContain(injection.message());
    var question = JSON.readTree(asked.said("user").getFirst());
    assertThat(question.path("messages").valueStream().map(text -> text.asString()))
        .containsExactly(injection.message());
    assertThat(Stream.of("messages", "labels", "fields", "today"))
        .containsExactlyInAnyOrderElementsOf(question.propertyNames());
  }
}
