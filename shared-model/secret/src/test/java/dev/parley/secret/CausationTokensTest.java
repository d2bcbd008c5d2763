package dev.parley.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Loops.Cause;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CausationTokensTest {
  @TempDir Path folder;
  private CausationTokens tokens;

  @BeforeEach
  void load() {
    tokens = Sealer.load(folder.resolve("key.json")).causation();
  }

  private static List<Cause> chain(int length) {
    var chain = new ArrayList<Cause>();
    for (int i = 0; i < length; i++) {
      chain.add(new Cause(UUID.randomUUID().toString(), UUID.randomUUID().toString()));
    }
    return chain;
  }

  @Test
  void aSignedChainIsReadAsItWas() {
    for (int length = 0; length <= 8; length++) {
      var chain = chain(length);
      assertThat(tokens.read(tokens.sign(chain))).contains(chain);
    }
  }

  @Test
  void anotherProcessWithTheSameKeysetReadsIt() {
    var chain = chain(3);
    var other = Sealer.load(folder.resolve("key.json")).causation();
    assertThat(other.read(tokens.sign(chain))).contains(chain);
  }

  @Test
  void anotherInstallationDoesNot() {
    var other = Sealer.load(folder.resolve("other.json")).causation();
    assertThat(other.read(tokens.sign(chain(1)))).isEmpty();
  }

  @Test
  void nothingThatWasChangedIsRead() {
    var token = tokens.sign(chain(2));
    // The last character contains unused bits, as base64 does.
    for (int i = 0; i < token.length() - 1; i++) {
      var other = token.charAt(i) == 'A' ? 'B' : 'A';
      var forged = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(tokens.read(forged)).as(forged).isEmpty();
      assertThat(tokens.read(token.substring(0, i))).isEmpty();
    }
    for (var nonsense : List.of("", "AQ", "not base64!", "A".repeat(500), "é", token + token)) {
      assertThat(tokens.read(nonsense)).as(nonsense).isEmpty();
    }
  }
}
