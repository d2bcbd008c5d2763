package dev.parley.worker.skill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.SkillSets.Skill;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The pages of {@code tools/list}, from correct and from faulty servers. */
class SkillPagesTest {
  private final List<String> asked = new ArrayList<>();

  private record Listed(List<String> tools, String next) {}

  private List<String> learn(IntFunction<Listed> pages) throws IOException {
    try (var server =
        new ScriptedMcp(
            null, sent -> ScriptedMcp.json(ScriptedMcp.answer(sent, page(sent, pages))))) {
      var skills =
          new SkillServer(
              new OkHttpClient(),
              _ -> Optional.empty(),
              server.url(),
              null,
              Duration.ofSeconds(20));
      return skills.learn().skills().stream().map(Skill::name).toList();
    }
  }

  private Map<String, Object> page(JsonNode sent, IntFunction<Listed> pages) {
    var cursor = sent.path("params").path("cursor").asString("0");
    asked.add(cursor);
    var listed = pages.apply(Integer.parseInt(cursor));
    return Map.of(
        "tools",
        listed.tools().stream()
            .map(name -> Map.of("name", name, "inputSchema", Map.of("type", "object")))
            .toList(),
        "nextCursor",
        listed.next());
  }

  @Test
  void toolsOfAllPagesAreThere() throws IOException {
    assertThat(learn(page -> new Listed(List.of("tool " + page), page < 3 ? "" + (page + 1) : "")))
        .containsExactly("tool 0", "tool 1", "tool 2", "tool 3");
  }

  @Test
  void aCursorThatStandsStillIsAskedOnceMore() throws IOException {
    assertThat(learn(_ -> new Listed(List.of("first", "second"), "7")))
        .containsExactly("first", "second");
    assertThat(asked).containsExactly("0", "7");
  }

  @Test
  void cursorsThatGoInACircleEnd() throws IOException {
    assertThat(learn(page -> new Listed(List.of("tool " + page, "both"), page == 1 ? "2" : "1")))
        .containsExactly("tool 0", "both", "tool 1", "tool 2");
    assertThat(asked).containsExactly("0", "1", "2");
  }
}
