package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The number of places to edit for a new field of conversations in events is as listed under
 * "Adding a field to events" in {@code docs/architecture.md}.
 */
class AddingAFieldTest {
  private static final Path ROOT = Path.of("..");
  private static final int MOST_PLACES = 6;
  private static final Pattern PLACE = Pattern.compile("^\\d+\\. `([\\w./]+)`");

  /** An existing field, whose name has no other meaning. */
  private static final Pattern FIELD = Pattern.compile("(?i)(?<![a-z])starred");

  /** Files that read, check, store, display or publish the fields of events. */
  private static final Pattern WAY_OF_AN_EVENT =
      Pattern.compile(
          ".*/(api/event/\\w+|api/contract/(Event\\w*|HandWrittenSchemas)|\\w*Snapshots?|Aspects|Samples"
              + "|SandboxStore|TemplateVocabulary|TemplateData|Conversations|Conversation"
              + "|ConversationField|EventData|NewConversation)\\.java");

  private static List<String> places() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/architecture.md")).stream()
        .dropWhile(line -> !line.equals("## Adding a field to events"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .map(PLACE::matcher)
        .filter(found -> found.find())
        .map(found -> found.group(1))
        .toList();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(path -> path.toString().contains("/src/main/java/"))
          .filter(path -> WAY_OF_AN_EVENT.matcher(path.toString()).matches())
          .toList();
    }
  }

  private static boolean names(Path file) {
    try {
      return FIELD.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void itTakesNoMorePlacesThanTheListHas() throws IOException {
    assertThat(places()).hasSizeBetween(1, MOST_PLACES);
    var java =
        places().stream()
            .filter(place -> place.endsWith(".java"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> found =
        sources().stream()
            .filter(AddingAFieldTest::names)
            .map(path -> path.getFileName().toString())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(found).as("Java files on the way of an event that name a field").isEqualTo(java);
  }
}
