package dev.parley.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonTemplateTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static JsonTemplate template(String json) {
    return JSON.readValue(json, JsonTemplate.class);
  }

  @Test
  void stringsThatAreOneGapAreTypedAndOthersAreText() {
    JsonTemplate template =
        template(
            """
            {"text": "Hi {{ name }}", "n": "{{ n }}", "list": ["{{ list }}", 7, null, true],
             "absent": "{{ x }}", "json": "{{ list | json }}", "fixed": 1.5}
            """);
    Map<String, Object> data = Map.of("name", "\"Q\"", "n", 5, "list", List.of(1, "b"));
    assertThat(JSON.writeValueAsString(template.render(data)))
        .isEqualTo(
            "{\"text\":\"Hi \\\"Q\\\"\",\"n\":5,\"list\":[[1,\"b\"],7,null,true],\"absent\":null,"
                + "\"json\":\"[1,\\\"b\\\"]\",\"fixed\":1.5}");
  }

  @Test
  void itIsStoredAsTheDocumentItself() {
    String json = "{\"a\":[\"{{ x }}\",{\"b\":null}]}";
    assertThat(JSON.writeValueAsString(template(json))).isEqualTo(json);
    assertThat(template(json)).isEqualTo(template(json));
    assertThat(JSON.writeValueAsString(template("\"{{ x }}\""))).isEqualTo("\"{{ x }}\"");
  }

  @Test
  void aFaultSaysInWhichStringItIs() {
    assertThat(
            template("{\"a/b\": [\"ok\", \"{{ nam }}\"], \"c\": \"{{ x | foo }}\"}")
                .faults(Vocabulary.EMPTY.scalar("name").open("x")))
        .extracting(located -> located.pointer() + " " + located.fault().code())
        .containsExactly("/a~1b/1 template-unknown-path", "/c template-unknown-filter");
  }
}
