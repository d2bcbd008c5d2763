package dev.parley.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Adds a plain acting kind to a copy of the sources, as the README describes: one file. The file is
 * kept with the resources of this test.
 */
class AddingAKindTest {
  private static final Path ROOT = Path.of("..");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path scratch;

  @Test
  void oneFileIsEnough() throws IOException, InterruptedException {
    assertThat(compiled(kind())).isEmpty();
    run();

    var registry = Files.readString(scratch.resolve("generated/kinds.ts"));
    assertThat(registry).contains("IconHeart,", "\"title\" : \"Thank Customer\"");
    var written = registry.substring(registry.indexOf("\"thank\" : {"));
    assertThat(JSON.readTree(object(written).replace("IconHeart", "\"heart\"")))
        .isEqualTo(
            JSON.readTree(
                """
                {"title": "Thank Customer", "category": "Actions", "group": "Messaging",
                 "help": "Thank the customer for something.", "keywords": "gratitude",
                 "icon": "heart", "color": "pink",
                 "summary": "Thank for {reason}", "unset": "Write what to thank for",
                 "handles": [{"name": "next", "title": "Next"}],
                 "settings": {"reason": {"label": "Reason", "control": "template",
                   "placeholder": "your patience", "required": true}},
                 "first": {"reason": ""}}
                """));

    var schema = JSON.readTree(Files.readString(scratch.resolve("generated/graph.json")));
    assertThat(schema.at("/NodeKind/enum").valueStream().map(it -> it.stringValue()))
        .contains("thank");
    assertThat(schema.at("/ThankConfig/properties/reason/type").asString()).isEqualTo("string");
    assertThat(schema.at("/ThankNodeDraft/properties/kind/const").asString()).isEqualTo("thank");

    assertThat(Files.readAllLines(scratch.resolve("output.txt")))
        .contains(
            "reason-empty",
            "problems []",
            "steps [thanks completed next]",
            "messages [Thank you for a Hello!]");
  }

  @Test
  void withoutATitleItDoesNotCompile() throws IOException {
    assertThat(compiled(kind().replace("    title = \"Thank Customer\",\n", "")))
        .contains("Thank.java:", "missing a default value for the element 'title'");
  }

  @Test
  void withoutHelpItDoesNotCompile() throws IOException {
    assertThat(compiled(kind().replace("Thank the customer for something.", "")))
        .contains("Thank.java:", "@Kind: help: expected some text");
  }

  @Test
  void withASettingThatIsNotDescribedItDoesNotCompile() throws IOException {
    assertThat(compiled(kind().replaceAll("(?s)@Setting\\(.*?\"\\)\\s+Template", "Template")))
        .contains("Thank.java:", "describe this setting with @Setting");
  }

  @Test
  void withoutADescriptionItDoesNotCompile() throws IOException {
    assertThat(compiled(kind().replaceAll("(?s)@Kind\\(.*?\"\\)\\s+record", "record")))
        .contains("Thank.java:", "describe this kind with @Kind");
  }

  @Test
  void aSummaryThatNamesNoSettingDoesNotCompile() throws IOException {
    assertThat(compiled(kind().replace("{reason}", "{cause}")))
        .contains("Thank.java:", "there is no setting {cause}");
  }

  private static String kind() throws IOException {
    try (var file =
        Objects.requireNonNull(AddingAKindTest.class.getResourceAsStream("/kinds/Thank.java"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Compiles a copy of the kinds' package with one more file; answers the compiler's errors. */
  private String compiled(String kind) throws IOException {
    var sources = Files.createDirectories(scratch.resolve("sources/dev/parley/node"));
    try (var files = Files.list(found("dev/parley/node/Kind.java").getParent())) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, sources.resolve(file.getFileName()));
      }
    }
    Files.writeString(sources.resolve("Thank.java"), kind);
    var classes = Files.createDirectories(scratch.resolve("classes"));
    var compiler = ToolProvider.getSystemJavaCompiler();
    var errors = new StringWriter();
    try (var manager = compiler.getStandardFileManager(null, null, null);
        var files = Files.list(sources)) {
      var options =
          List.of(
              "-parameters",
              "-nowarn",
              "-d",
              classes.toString(),
              "-cp",
              System.getProperty("java.class.path"),
              "-processorpath",
              ROOT.resolve("kind-index/target/classes").toString());
      var isCompiled =
          compiler
              .getTask(
                  errors,
                  manager,
                  null,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(files.toList()))
              .call();
      return isCompiled ? "" : errors.toString();
    }
  }

  /** A source file of whichever module has it. */
  private static Path found(String name) throws IOException {
    try (Stream<Path> all =
        Files.find(ROOT, 9, (path, _) -> path.endsWith(Path.of("src/main/java", name)))) {
      return all.findFirst().orElseThrow();
    }
  }

  /** Generates what the dashboard is built from and runs a graph, all with the new kind. */
  private void run() throws IOException, InterruptedException {
    var output = scratch.resolve("output.txt");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                scratch.resolve("classes")
                    + File.pathSeparator
                    + System.getProperty("java.class.path"),
                WithAddedKind.class.getName(),
                scratch.resolve("generated").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** The first JSON object in a text. */
  private static String object(String text) {
    int depth = 0;
    int start = text.indexOf('{');
    for (int i = start; i < text.length(); i++) {
      depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return text.substring(start, i + 1);
      }
    }
    throw new IllegalArgumentException("no object: " + text);
  }
}
