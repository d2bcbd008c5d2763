package dev.parley.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RedactionTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static String redacted(boolean personal, String kind, String json) {
    return new Redaction(personal, kind)
        .of(JSON.readTree(json.replace('\'', '"')))
        .toString()
        .replace('"', '\'');
  }

  @Test
  void secretsAreReplacedWhereverTheyAre() {
    assertThat(redacted(false, "subscription", "{'header': {'name': 'X-Key', 'value': 'abc'}}"))
        .isEqualTo("{'header':{'name':'X-Key','value':'[secret]'}}");
    assertThat(redacted(false, "models", "{'key': 'abc', 'model': 'm'}"))
        .isEqualTo("{'key':'[secret]','model':'m'}");
    assertThat(redacted(false, "user", "{'totpSealed': 'abc', 'passwordHash': 'abc'}"))
        .isEqualTo("{'totpSealed':'[secret]','passwordHash':'[secret]'}");
  }

  @Test
  void theKeyOfACustomFieldIsNoSecret() {
    assertThat(redacted(false, "field", "{'key': 'tier'}")).isEqualTo("{'key':'tier'}");
  }

  @Test
  void anAddressKeepsNeitherUserNorParameters() {
    assertThat(redacted(false, "channel", "{'url': 'https://u:p@example.com:8443/in?token=abc'}"))
        .isEqualTo("{'url':'https://example.com:8443/in?[secret]'}");
    assertThat(redacted(false, "channel", "{'url': 'https://example.com/in'}"))
        .isEqualTo("{'url':'https://example.com/in'}");
  }

  @Test
  void ofWhatIsAboutAPersonOnlyNamesAndHarmlessValuesStay() {
    assertThat(
            redacted(
                true, "conversation", "{'starred': true, 'status': 'open', 'fields': {'city': 7}}"))
        .isEqualTo("{'starred':true,'status':'open','fields':{'city':'[not recorded]'}}");
  }

  @Test
  void definitionsAndLongTextsBecomeDigests() {
    assertThat(redacted(false, "workflow", "{'graph': {'nodes': []}}"))
        .matches("\\{'graph':\\{'sha256':'[0-9a-f]{64}','characters':12}}");
    assertThat(redacted(false, "persona", "{'instructions': '" + "a".repeat(2_001) + "'}"))
        .contains("'characters':2001")
        .doesNotContain("aaa");
  }
}
