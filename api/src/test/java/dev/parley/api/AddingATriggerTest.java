package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Adds a trigger to a copy of the sources, as the README describes, and starts a workflow by it.
 */
class AddingATriggerTest {
  private static final Path ROOT = Path.of("..");
  private static final int MOST_PLACES = 3;
  private static final Pattern PLACE =
      Pattern.compile("^\\d+\\. .*?`(\\w+\\.java)`", Pattern.DOTALL);

  /** Folders with the sources of what runs in production. */
  private static final List<String> PRODUCT =
      List.of("shared-model", "api", "worker", "local", "ui");

  private static final String CONSTANT =
      """
        ESCALATED(
            "conversation.escalated",
            "Conversation Escalated",
            "A conversation is escalated",
            "{who} escalated the conversation",
            Subject.NONE),
      """;

  @TempDir Path scratch;

  @Test
  void oneFileIsEnough() throws IOException, InterruptedException {
    assertThat(compiled(withTrigger(CONSTANT))).isEmpty();
    assertThat(run()).isZero();

    assertThat(Files.readString(scratch.resolve("generated/events.ts")))
        .contains(
            """
              "conversation.escalated" : {
                "title" : "Conversation Escalated",
                "firesWhen" : "A conversation is escalated",
                "timeline" : "{who} escalated the conversation"
              }\
            """);
    assertThat(Files.readString(scratch.resolve("generated/kinds.ts")))
        .contains("\"label\" : \"Conversation Escalated\"");
    var schema =
        new JsonMapper().readTree(Files.readString(scratch.resolve("generated/graph.json")));
    assertThat(
            schema
                .at("/TriggerConfig/properties/event")
                .findValues("enum")
                .getFirst()
                .valueStream()
                .map(it -> it.asString("")))
        .contains("conversation.escalated");
    assertThat(output())
        .contains(
            "documented true",
            "sample event 202",
            "started 1 by conversation.escalated",
            "on the timeline: conversation.escalated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"conversation.escalated\",",
        "\"Conversation Escalated\",",
        "\"A conversation is escalated\",",
        "\"{who} escalated the conversation\","
      })
  void withoutOneOfItsTextsItDoesNotCompile(String text) throws IOException {
    assertThat(compiled(withTrigger(CONSTANT.replace(text, ""))))
        .contains("EventType.java:", "constructor EventType");
  }

  @Test
  void withoutWhatItNamesItDoesNotCompile() throws IOException {
    var constant = CONSTANT.replace("conversation\",\n      Subject.NONE", "conversation\"");
    assertThat(constant).isNotEqualTo(CONSTANT);
    assertThat(compiled(withTrigger(constant)))
        .contains("EventType.java:", "constructor EventType");
  }

  @Test
  void withoutTheStatusThatItImpliesItDoesNotCompile() throws IOException {
    var source = withTrigger(CONSTANT).replace("          ESCALATED,\n", "");
    assertThat(compiled(source)).contains("EventType.java:", "does not cover all possible input");
  }

  @Test
  void aLineThatNamesSomethingElseFailsItsTest() throws IOException, InterruptedException {
    var constant = CONSTANT.replace("the conversation\"", "the label {label}\"");
    assertThat(compiled(withTrigger(constant))).isEmpty();
    assertThat(run()).isNotZero();
    assertThat(String.join("\n", output())).contains("EventTypeTest.itsLineNamesWhatTheEventNames");
  }

  @Test
  void anEmptyTitleFailsItsTest() throws IOException, InterruptedException {
    var constant = CONSTANT.replace("\"Conversation Escalated\"", "\"\"");
    assertThat(compiled(withTrigger(constant))).isEmpty();
    assertThat(run()).isNotZero();
    assertThat(String.join("\n", output())).contains("EventTypeTest.itIsDescribed");
  }

  /** Finds the places that name an existing trigger, which a change made here fires too. */
  @Test
  void theReadmeListsEveryPlace() throws IOException {
    var section =
        Files.readString(ROOT.resolve("README.md"))
            .replaceFirst("(?s).*\n## Adding a trigger\n", "")
            .replaceFirst("(?s)\n## .*", "");
    var named =
        Pattern.compile("\n(?=\\d+\\. )")
            .splitAsStream(section)
            .map(PLACE::matcher)
            .filter(place -> place.find())
            .map(place -> place.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).hasSizeBetween(1, MOST_PLACES).isEqualTo(naming("OPENED", "opened"));
  }

  private static Set<String> naming(String constant, String name) throws IOException {
    var naming =
        Pattern.compile("EventType\\." + constant + "\\b|[\"'`]conversation\\." + name + "[\"'`]");
    var found = new TreeSet<String>();
    for (var folder : PRODUCT) {
      try (Stream<Path> all = Files.walk(ROOT.resolve(folder))) {
        all.filter(path -> path.toString().matches(".*/src/main/.*|\\.\\./ui/src/.*"))
            .filter(
                path -> !path.toString().matches(".*/generated/.*|.*/schema.d.ts|.*\\.test\\.tsx?"))
            .filter(Files::isRegularFile)
            .filter(path -> naming.matcher(text(path)).find())
            .forEach(path -> found.add(path.getFileName().toString()));
      }
    }
    return found;
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns EventType.java with one more constant, which implies no status. */
  private static String withTrigger(String constant) throws IOException {
    var source = Files.readString(sources().resolve("EventType.java"));
    var added =
        source
            .replace("  /** Not a trigger, ", constant + "  /** Not a trigger, ")
            .replace("          STARRED,\n", "          STARRED,\n          ESCALATED,\n");
    assertThat(added.lines().count())
        .isEqualTo(source.lines().count() + constant.lines().count() + 1);
    return added;
  }

  private static Path sources() {
    return ROOT.resolve("shared-model/model/src/main/java/dev/parley/conversation");
  }

  /** Compiles a copy of the package with that file; returns the compiler's errors. */
  private String compiled(String eventType) throws IOException {
    var copy = Files.createDirectories(scratch.resolve("sources/dev/parley/conversation"));
    try (var files = Files.list(sources())) {
      for (var file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Files.writeString(copy.resolve("EventType.java"), eventType);
    var classes = Files.createDirectories(scratch.resolve("classes"));
    var compiler = ToolProvider.getSystemJavaCompiler();
    var errors = new StringWriter();
    var options =
        List.of(
            "-parameters",
            "-nowarn",
            "-proc:none",
            "-d",
            classes.toString(),
            "-cp",
            System.getProperty("java.class.path"));
    try (var manager = compiler.getStandardFileManager(null, null, null);
        var files = Files.list(copy)) {
      var units = manager.getJavaFileObjectsFromPaths(files.toList());
      var isCompiled = compiler.getTask(errors, manager, null, options, null, units).call();
      return isCompiled ? "" : errors.toString();
    }
  }

  /** Runs what a JVM with one more trigger has to show; returns its exit code. */
  private int run() throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                scratch.resolve("classes")
                    + File.pathSeparator
                    + System.getProperty("java.class.path"),
                WithAddedTrigger.class.getName(),
                scratch.resolve("generated").toString())
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("output.txt").toFile())
            .start();
    try {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> output() throws IOException {
    return Files.readAllLines(scratch.resolve("output.txt"));
  }
}
