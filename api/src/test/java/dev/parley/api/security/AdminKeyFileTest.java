package dev.parley.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminKeyFileTest {
  private static final String LONG_ENOUGH = "0123456789abcdef";

  @TempDir private Path folder;

  @Test
  void theKeyInTheFileIsTheAdministrators() throws IOException {
    var keys = holding(LONG_ENOUGH + "\n");

    assertThat(keys.contains(LONG_ENOUGH)).isTrue();
    assertThat(keys.contains(LONG_ENOUGH + "0")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "admin", "0123456789abcde"})
  void aKeyThatCouldBeGuessedIsNone(String key) throws IOException {
    var keys = holding(key);

    assertThat(keys.contains(key)).isFalse();
    assertThat(keys.hash()).isEmpty();
  }

  @Test
  void aFileThatIsMissingHoldsNone() {
    assertThat(new AdminKeyFile(folder.resolve("none")).hash()).isEmpty();
  }

  private AdminKeyFile holding(String text) throws IOException {
    return new AdminKeyFile(Files.writeString(folder.resolve("api-key"), text));
  }
}
