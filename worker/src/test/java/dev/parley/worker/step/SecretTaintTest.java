package dev.parley.worker.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Label;
import dev.parley.node.Call;
import dev.parley.node.Node;
import dev.parley.node.Scope;
import dev.parley.node.json.NodeJson;
import dev.parley.secret.Masker;
import dev.parley.secret.Secrets;
import dev.parley.secret.Secrets.Secret;
import dev.parley.worker.step.StepScopes.WithSecrets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The stored form of a call contains no part of a secret, whatever filters were applied. */
class SecretTaintTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> FILTERS =
      List.of(
          "upcase",
          "downcase",
          "capitalize",
          "strip",
          "escape",
          "url_encode",
          "append: 'x'",
          "prepend: 'y'",
          "replace: 'a', 'b'",
          "remove: 'e'",
          "split: '' | reverse | join: ''",
          "split: '-' | first",
          "split: '' | sort | join: '+'",
          "truncate: 9, ''",
          "strip_newlines",
          "default: 'z'");

  private record Kept(Call call, String shown) {}

  private static Kept kept(Node.Calling node, String secret) {
    var secrets = new Secrets(Map.of("key", new Secret(secret, List.of())));
    var data = new HashMap<String, Object>(Map.of("secrets", secrets));
    var shown = new HashMap<String, Object>(Map.of("secrets", secrets.hidden()));
    var scope =
        new WithSecrets(
            new Scope(() -> data, SecretTaintTest::noLabel),
            new Scope(() -> shown, SecretTaintTest::noLabel),
            secrets,
            new Masker(secrets.plain()));
    var call = node.call(scope.scope());
    return new Kept(call, JSON.writeValueAsString(ShownCall.of(node, call, scope)));
  }

  private static Label noLabel(String id) {
    throw new AssertionError(id);
  }

  private static Node.Calling fetch(String gap) {
    var config = JSON.createObjectNode().put("method", "POST");
    config.put("url", "https://api.example.com/a?k=" + gap + "&end=1");
    config.put("body", "{\"sent\": \"<" + gap + ">\", \"alone\": \"" + gap + "\"}");
    config.putArray("headers").addObject().put("name", "X-Sample").put("value", "v " + gap);
    return (Node.Calling) ((NodeJson.Reading.Read) NodeJson.read("fetch", config)).node();
  }

  private static Node.Calling get(String url) {
    var config = JSON.createObjectNode().put("method", "GET").put("url", url);
    return (Node.Calling) ((NodeJson.Reading.Read) NodeJson.read("fetch", config)).node();
  }

  @Property(tries = 300)
  void noPartOfASecretIsKept(
      @ForAll("secrets") String secret, @ForAll("filters") List<String> filters) {
    // The default, because nothing may be left where the filters split a text.
    var gap = "{{ secrets.key | " + String.join(" | ", filters) + " | default: 'none' }}";
    var kept = kept(fetch(gap), secret);
    assertThat(JSON.writeValueAsString(kept.call())).isNotEqualTo(kept.shown());
    // It is the same for any other secret, so it reveals nothing about this one.
    assertThat(kept.shown()).isEqualTo(kept(fetch(gap), "another-value-0123456789").shown());
  }

  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.strings().withCharRange('!', '~').ofMinLength(3).ofMaxLength(40);
  }

  @Provide
  Arbitrary<List<String>> filters() {
    return Arbitraries.of(FILTERS).list().ofMinSize(1).ofMaxSize(3);
  }

  @Test
  void theMaskStandsInItsPlace() {
    var kept = kept(fetch("{{ secrets.key | upcase }}"), "sk-sample-1");
    assertThat(kept.shown())
        .contains("k=•••&end=1", "<•••>", "v •••")
        .doesNotContain("SK-SAMPLE", "%E2");
    assertThat(((Call.Http) kept.call()).url()).contains("SK-SAMPLE-1");
  }

  @Test
  void theStoredFormReadsNoSecret() {
    var secrets = new Secrets(Map.of("bound", new Secret("a", List.of("api.example.com"))));
    var data = Map.<String, Object>of("secrets", secrets);
    var scope =
        new WithSecrets(
            new Scope(() -> data, SecretTaintTest::noLabel),
            new Scope(() -> Map.of("secrets", secrets.hidden()), SecretTaintTest::noLabel),
            secrets,
            new Masker(secrets.plain()));
    var node = get("https://elsewhere.example/");
    var shown = ShownCall.of(node, node.call(scope.scope()), scope);
    assertThat(shown).containsEntry("url", "https://elsewhere.example/");
    assertThat(secrets.forbiddenFor("elsewhere.example")).isEmpty();
  }

  @Test
  void aSecretGoesOnlyToItsHosts() {
    var secrets =
        new Secrets(
            Map.of(
                "bound", new Secret("a", List.of("api.example.com", "*.sample.example")),
                "free", new Secret("b", List.of())));
    assertThat(secrets.forbiddenFor("elsewhere.example")).isEmpty();
    assertThat(secrets.get("free")).isEqualTo("b");
    assertThat(secrets.forbiddenFor("elsewhere.example")).isEmpty();
    assertThat(secrets.get("bound")).isEqualTo("a");
    assertThat(secrets.forbiddenFor("elsewhere.example")).containsExactly("bound");
    assertThat(secrets.forbiddenFor("API.example.com")).isEmpty();
    assertThat(secrets.forbiddenFor("eu.sample.example")).isEmpty();
    assertThat(secrets.forbiddenFor("sample.example")).containsExactly("bound");
    assertThat(secrets.forbiddenFor("evilsample.example")).containsExactly("bound");
    assertThat(secrets.forbiddenFor("api.example.com.evil.example")).containsExactly("bound");
  }

  @Property(tries = 500)
  void theSecondNetKnowsWhatOurEncodersMake(@ForAll("anyText") String secret) {
    var masker = new Masker(List.of(secret));
    var forms = new ArrayList<String>();
    forms.add(secret);
    var quoted = JSON.writeValueAsString(secret);
    forms.add(quoted.substring(1, quoted.length() - 1));
    for (var filter : List.of("url_encode", "escape", "json")) {
      var call =
          (Call.Skill)
              ((Node.Calling) skill("({{ secrets.key | " + filter + " }})")).call(scope(secret));
      forms.add(Objects.requireNonNull(call.arguments().get("a")).toString());
    }
    forms.add(
        ((Call.Http) get("https://api.example.com/{{ secrets.key }}").call(scope(secret))).url());
    for (var form : forms) {
      var masked = masker.text("begin " + form + " end");
      assertThat(masked).contains(Masker.MASK);
      assertThat(masked.toLowerCase(Locale.ROOT)).doesNotContain(secret.toLowerCase(Locale.ROOT));
    }
  }

  private static Scope scope(String secret) {
    return new Scope(() -> Map.of("secrets", Map.of("key", secret)), SecretTaintTest::noLabel);
  }

  private static Node skill(String argument) {
    var config = JSON.createObjectNode().put("skillSet", "s").put("skill", "k");
    config.putObject("arguments").put("a", argument);
    return ((NodeJson.Reading.Read) NodeJson.read("customSkill", config)).node();
  }

  /** Long enough to be masked inside words; without unpaired surrogates. */
  @Provide
  Arbitrary<String> anyText() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars("\t\r\näß€•中\u00a0*~%+&<>'\"\\/")
        .ofMinLength(8)
        .ofMaxLength(30)
        .filter(text -> !text.isBlank() && text.strip().length() == text.length());
  }
}
