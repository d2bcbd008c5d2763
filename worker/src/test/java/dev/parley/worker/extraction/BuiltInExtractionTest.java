package dev.parley.worker.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.extraction.Findings;
import dev.parley.extraction.Tuning;
import dev.parley.extraction.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInExtractionTest {
  private static final BuiltInExtraction EXTRACTION = new BuiltInExtraction(null);

  /** The minimum values are slightly below those in docs/extraction.md. */
  @Test
  void theHalfThatWasNeverTunedOnStaysAboveItsFloor() throws IOException {
    var begun = System.nanoTime();
    var tuned = Measured.of(EXTRACTION, Corpus.half(0), Tuning.DEFAULT);
    var heldOut = Measured.of(EXTRACTION, Corpus.half(1), Tuning.DEFAULT);
    var millis = (System.nanoTime() - begun) / 1e6 / Corpus.all().size();
    Files.writeString(
        Path.of("target/extraction.txt"),
        String.format(
            Locale.ROOT,
            "tuning half:   %s%nheld-out half: %s%n%.1f ms a message, all of it, one thread%n",
            tuned.line(),
            heldOut.line(),
            millis));
    assertThat(Corpus.all()).hasSizeGreaterThanOrEqualTo(200);
    assertThat(heldOut.labelPrecision()).isGreaterThan(0.86);
    assertThat(heldOut.labelRecall()).isGreaterThan(0.67);
    assertThat(heldOut.sentiment()).isGreaterThan(0.86);
    assertThat(heldOut.opposite()).isLessThan(0.02);
    assertThat(heldOut.fieldPrecision()).isGreaterThan(0.81);
    assertThat(heldOut.fieldRecall()).isGreaterThan(0.95);
  }

  @Test
  void nothingIsFoundThatWasNotAskedFor() {
    var text = "I want a refund for order A-1234, I am furious! Call +1 202 555 0143.";
    var found = find(text, new Wanted(List.of(), List.of(), false));
    assertThat(found.labels()).isEmpty();
    assertThat(found.fields()).isEmpty();
    assertThat(found.mood()).isNull();
  }

  @Test
  void theLastMessageCounts() {
    var found =
        EXTRACTION.find(
            List.of("Order A-1234 please", "Sorry, I mean order A-5678"),
            Corpus.ALL,
            Tuning.DEFAULT,
            Corpus.WRITTEN_ON);
    assertThat(values(found)).containsEntry("order_number", "A-5678");
  }

  @Test
  void aLongOrEmptyMessageIsNoFault() {
    assertThat(find("word ".repeat(100_000), Corpus.ALL).method()).isEqualTo("built-in");
    assertThat(find(" \n ", Corpus.ALL).labels()).isEmpty();
    assertThat(find("\u0000\ud83d\ude00 ((((", Corpus.ALL).fields()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hi",
        "Hey there!",
        "ok",
        "OK thanks",
        "thank you so much",
        "good evening",
        "yes please",
        "👍",
        "😀😀",
        "❤️",
        "...",
        "?",
        "lol",
        "merci",
        "Hallo",
        "こんにちは",
        "سلام",
        "\u0000\u0001"
      })
  void smallTalkAddsNoLabel(String text) {
    var bare =
        List.of("Urgent", "VIP", "Complaint", "عاجل", "緊急", "Greeting", "Question").stream()
            .map(name -> new Wanted.Label(name, name, ""))
            .toList();
    assertThat(find(text, new Wanted(bare, List.of(), false)).labels()).isEmpty();
    assertThat(find(text, new Wanted(Corpus.LABELS, List.of(), false)).labels()).isEmpty();
  }

  @Test
  void aLabelInLettersThatTheModelDoesNotKnowIsFoundByItsName() {
    var labels = List.of(new Wanted.Label("1", "возврат", ""), new Wanted.Label("2", "счёт", ""));
    var found = find("Хочу возврат денег", new Wanted(labels, List.of(), false));
    assertThat(found.considered().getFirst().label().id()).isEqualTo("1");
    assertThat(found.considered().getLast().confidence()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "😠😠, negative",
    "💔, negative",
    "so happy 🎉, positive",
    "👏👏, positive",
    "thanks a lot 😍, positive",
    "'the second bag was not bad, really', positive",
    "no doubt the best tea in town, positive",
    "it couldn't be better, positive",
    "never met such friendly and helpful people, positive",
    "can't wait!, positive",
    "I am not satisfied at all, negative",
    "nobody has called me back and it is the third week, negative",
    "'I wrote twice, still no answer', negative",
    "the kettle stopped heating after four days, negative",
    "'where is my suitcase, the tracking has not moved for six days', negative",
    "Which sizes do you have?, neutral",
    "My booking is for two people, neutral",
    "Where can I see my invoices?, neutral"
  })
  void sentimentIsReadFromEmojiIdiomsAndPlainComplaints(String text, String mood) {
    assertThat(find(text, new Wanted(List.of(), List.of(), true)).mood())
        .isNotNull()
        .extracting(Findings.Mood::sentiment)
        .isEqualTo(mood);
  }

  @ParameterizedTest
  @CsvSource({
    "please come on 07-Jan-2028, 2028-01-07",
    "arrive by 2028/2/9, 2028-02-09",
    "'I was there last Monday. Send it tomorrow, please', 2026-11-26"
  })
  void aDayThatIsNamedIsFound(String text, String date) {
    assertThat(values(find(text, Corpus.ALL))).containsEntry("wanted_date", date);
  }

  @Test
  void datesAreReadStrictly() {
    assertThat(values(find("Come on 2026-02-30", Corpus.ALL))).doesNotContainKey("wanted_date");
    assertThat(values(find("I may be late", Corpus.ALL))).doesNotContainKey("wanted_date");
    assertThat(values(find("Friday is fine", Corpus.ALL)))
        .containsEntry("wanted_date", "2026-11-27");
    assertThat(values(find("on 12.05.2027", Corpus.ALL)))
        .containsEntry("wanted_date", "2027-05-12");
  }

  @Test
  void theRegionDecidesWhatNumbersMean() {
    var swiss = new Tuning(0.15, 0.01, 0.6, "CH", "Europe/Zurich");
    var found =
        EXTRACTION.find(
            List.of("Call 044 668 18 00 on 03/04/2027"), Corpus.ALL, swiss, Corpus.WRITTEN_ON);
    assertThat(values(found))
        .containsEntry("phone", "+41446681800")
        .containsEntry("wanted_date", "2027-04-03");
  }

  @Test
  void theTokenizersLibraryDoesNotReportItsUse() {
    find("Hello", Corpus.ALL);
    assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
  }

  private static Findings find(String text, Wanted wanted) {
    return EXTRACTION.find(List.of(text), wanted, Tuning.DEFAULT, Corpus.WRITTEN_ON);
  }

  private static Map<String, Object> values(Findings found) {
    return found.fields().stream()
        .collect(Collectors.toMap(field -> field.field().key(), field -> field.value()));
  }
}
