package dev.parley.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskerTest {
  private final Masker masker = new Masker(List.of("hush hush/1", "ab"));

  @Test
  void aSecretIsHiddenInAnyForm() {
    assertThat(masker.text("Bearer hush hush/1!")).isEqualTo("Bearer •••!");
    assertThat(masker.text("?k=hush+hush%2F1")).isEqualTo("?k=•••");
    assertThat(masker.text("/hush%20hush%2F1/")).isEqualTo("/•••/");
    assertThat(masker.text("Basic dXNlcjpodXNoIGh1c2gvMQ==")).isEqualTo("Basic •••");
  }

  @Test
  void aShortSecretIsHiddenOnlyWhereItStandsAlone() {
    assertThat(masker.text("ab")).isEqualTo("•••");
    assertThat(masker.text("about")).isEqualTo("about");
    assertThat(masker.text("Basic dXNlcjphYg==")).isEqualTo("Basic •••");
  }

  @Test
  void treesAreMaskedThroughout() {
    assertThat(
            masker.tree(
                Map.of("a", List.of(Map.of("hush hush/1", "x hush hush/1")), "n", 1, "t", true)))
        .isEqualTo(Map.of("a", List.of(Map.of("•••", "x •••")), "n", 1, "t", true));
  }

  @Test
  void credentialsOfOthersStay() {
    assertThat(masker.text("Basic dXNlcjpvdGhlcg==")).isEqualTo("Basic dXNlcjpvdGhlcg==");
  }
}
