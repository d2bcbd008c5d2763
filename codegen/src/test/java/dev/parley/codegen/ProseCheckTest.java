package dev.parley.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.puppycrawl.tools.checkstyle.Checker;
import com.puppycrawl.tools.checkstyle.ConfigurationLoader;
import com.puppycrawl.tools.checkstyle.PropertiesExpander;
import com.puppycrawl.tools.checkstyle.api.AuditEvent;
import com.puppycrawl.tools.checkstyle.api.AuditListener;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The prose check finds planted sentences and accepts plain ones. */
class ProseCheckTest {
  private static final Path SETTINGS = Path.of("..", ".mvn");

  @TempDir Path folder;

  @Test
  void aDocCommentBeginsWithAVerbOrANoun() throws Exception {
    assertThat(
            found(
                "Sample.java",
                """
                /** Whether it is open. */
                class Sample {
                  /**
                   * Of a list.
                   */
                  int first;

                  /** Returns true if it is open; what is absent is closed. */
                  int second;
                }
                """))
        .containsExactly("Sample.java:1 opening", "Sample.java:3 opening");
    assertThat(found("sample.ts", "/** Who may see it. */\n"))
        .containsExactly("sample.ts:1 opening");
  }

  @Test
  void dialectIsFoundInCommentsAndMessagesButNotInNames() throws Exception {
    assertThat(
            found(
                "Sample.java",
                """
                class Sample {
                  // The run goes on.
                  String told = "Mend the node.";

                  /**
                   * Returns the graph that the author looks
                   * on at.
                   */
                  String tells = "There is none.";
                }
                """))
        .containsExactly(
            "Sample.java:2 comments", "Sample.java:3 strings", "Sample.java:5 comments");
  }

  @Test
  void otherFilesAreReadWhole() throws Exception {
    assertThat(found("sample.md", "One\nruns beside\nthe other.\n"))
        .containsExactly("sample.md:2 words");
    assertThat(found("sample.yaml", "# Whoever starts it.\n"))
        .containsExactly("sample.yaml:1 words");
  }

  @Test
  void spellingIsAmerican() throws Exception {
    assertThat(
            found(
                "Sample.java",
                """
                class Sample {
                  String message = "The colour of a label.";
                  String property = "colour";
                  String status = "cancelled";
                }
                """))
        .containsExactly("Sample.java:2 strings");
  }

  private List<String> found(String name, String text) throws CheckstyleException, IOException {
    var words = new Properties();
    try (var reader = Files.newBufferedReader(SETTINGS.resolve("prose.properties"))) {
      words.load(reader);
    }
    var found = new ArrayList<String>();
    var checker = new Checker();
    try {
      checker.setModuleClassLoader(Checker.class.getClassLoader());
      checker.configure(
          ConfigurationLoader.loadConfiguration(
              SETTINGS.resolve("prose.xml").toString(), new PropertiesExpander(words)));
      checker.addListener(new Found(found));
      checker.process(List.of(Files.writeString(folder.resolve(name), text).toFile()));
    } finally {
      checker.destroy();
    }
    return found;
  }

  private record Found(List<String> lines) implements AuditListener {
    @Override
    public void addError(AuditEvent event) {
      lines.add(
          Path.of(event.getFileName()).getFileName()
              + ":"
              + event.getLine()
              + " "
              + event.getModuleId());
    }

    @Override
    public void addException(AuditEvent event, Throwable throwable) {
      throw new IllegalStateException(throwable);
    }

    @Override
    public void auditStarted(AuditEvent event) {}

    @Override
    public void auditFinished(AuditEvent event) {}

    @Override
    public void fileStarted(AuditEvent event) {}

    @Override
    public void fileFinished(AuditEvent event) {}
  }
}
