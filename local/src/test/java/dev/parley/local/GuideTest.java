package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.EventType;
import dev.parley.node.KindDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guide for support teams says what the product says and does. */
class GuideTest {
  private static final Path FOLDER = Path.of("docs/guide");
  private static final Pattern ON_SCREEN = Pattern.compile("\\*\\*([^*]+?)\\.?\\*\\*");

  /** Bold in the guide, and not a text of the dashboard. */
  private static final Set<String> EMPHASIS = Set.of("+", "description");

  private static Page page(String name) {
    return Page.read(FOLDER.resolve(name));
  }

  @Test
  void boldWordsAreThoseOfTheDashboard() {
    var texts =
        Sources.all().stream()
            .filter(file -> file.startsWith("ui/src") || file.toString().endsWith(".java"))
            .filter(file -> file.toString().matches(".*\\.(tsx?|java)"))
            .filter(file -> !file.toString().contains("/test/"))
            .map(Sources::text)
            .collect(Collectors.joining("\n"));
    var missing =
        Page.all().stream()
            .filter(page -> page.path().startsWith(FOLDER))
            .flatMap(page ->
                ON_SCREEN
                    .matcher(page.text())
                    .results()
                    .map((MatchResult word) -> word.group(1))
                    .filter(word -> !EMPHASIS.contains(word))
                    .filter(word -> !isText(word, texts))
                    .map(word -> page + ": " + word));
    assertThat(missing).as("words in bold that the dashboard does not show").isEmpty();
  }

  private static boolean isText(String word, String texts) {
    return Stream.of("'%s'", "\"%s\"", ">%s<", "`%s`")
        .anyMatch(quoted -> texts.contains(quoted.formatted(word)));
  }

  @Test
  void everyTriggerIsExplained() throws IOException {
    var rows =
        triggers()
            .map(type -> "| %s | %s |".formatted(type.title(), uncapitalized(type.firesWhen())))
            .toList();
    var header = "| trigger | starts the workflow when |";
    new DerivedTable(FOLDER.resolve("triggers.md"), header, rows).check();
  }

  @Test
  void everyActionThatATriggerBlocksIsListed() throws IOException {
    var rows =
        triggers()
            .filter(type -> !blocked(type).isEmpty())
            .map(type -> "| %s | %s |".formatted(type.title(), blocked(type)))
            .toList();
    var header = "| trigger | actions that are not available |";
    new DerivedTable(FOLDER.resolve("triggers.md"), header, rows).check();
  }

  private static Stream<EventType> triggers() {
    return Arrays.stream(EventType.values()).filter(EventType::isTrigger);
  }

  private static String uncapitalized(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  private static String blocked(EventType trigger) {
    return KindDescription.all().stream()
        .flatMap(described ->
            Arrays.stream(described.kind().causes())
                .filter(cause -> cause.value() == trigger)
                .map(cause -> described.kind().title() + condition(described, cause.when())))
        .collect(Collectors.joining(", "));
  }

  /** The switch that must be on for a node to cause its event, by its name on screen. */
  private static String condition(KindDescription described, String setting) {
    return described.settings().stream()
        .filter(one -> one.name().equals(setting))
        .map(one -> " with *" + one.setting().label() + "* on")
        .collect(Collectors.joining());
  }

  @Test
  void theIndexLeadsToEveryPage() {
    var pages =
        Sources.all().stream()
            .filter(file -> file.startsWith(FOLDER) && !file.endsWith("README.md"))
            .map(file -> file.getFileName().toString())
            .toList();
    assertThat(page("README.md").references().stream().map(Page.Reference::target))
        .containsAll(pages);
  }

  /** Facts that the code holds: a sentence of a page, and where the code says the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nodes.md               | at most 4,096 characters          | SendMessage.java  | LONGEST = 4_096
          nodes.md               | from 1 minute to 365 days         | Delay.java        | Duration.ofDays(365)
          branches-and-waits.md  | has 1 to 20 conditions            | Decision.java     | MOST_CONDITIONS = 20
          branches-and-waits.md  | equals, contains, starts with, ends with | Condition.java | Operator.EQUALS, Operator.CONTAINS, Operator.STARTS_WITH, Operator.ENDS_WITH
          calling-systems.md     | 1 to 30 seconds; 10 unless you set it | Fetch.java    | DEFAULT_SECONDS = 10
          testing.md             | disappear after 7 days            | RetentionSettings.java | RetentionSettings(90, 90, 0, 30, 30, 30, 1, 7, 730)
          runs.md                | are kept for 90 days              | RetentionSettings.java | RetentionSettings(90, 90, 0, 30, 30, 30, 1, 7, 730)
          """)
  void aFactIsThatOfTheCode(String page, String said, String source, String code) {
    assertThat(page(page).text()).contains(said);
    var file = Sources.all().stream().filter(one -> one.endsWith(source)).findFirst().orElseThrow();
    assertThat(Sources.text(file)).contains(code);
  }
}
