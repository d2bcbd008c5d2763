package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./start --dev} restarts what a saved source affects. */
class DevLoopTest {
  @TempDir private Path root;

  private final List<String> restarted = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private List<String> errors = List.of();
  private Path compiles = Path.of("");
  private DevLoop loop;

  @BeforeEach
  void twoServicesThatShareAModule() throws IOException {
    for (var module : List.of("shared", "api", "worker")) {
      write(module + "/src/main/java/A.java", "class A {}");
      write(module + "/target/classes/A.class", "1");
    }
    loop =
        new DevLoop(
            List.of(
                root.resolve("shared/src/main"),
                root.resolve("api/src/main"),
                root.resolve("worker/src/main")),
            Map.of(
                Part.API, List.of(classes("api"), classes("shared")),
                Part.WORKER, List.of(classes("worker"), classes("shared"))),
            this::compile,
            part -> restarted.add(part.title()),
            said::add);
  }

  private Path classes(String module) {
    return root.resolve(module).resolve("target/classes");
  }

  private Path write(String file, String text) throws IOException {
    var path = root.resolve(file);
    Files.createDirectories(path.resolveSibling(""));
    return Files.writeString(path, text);
  }

  private List<String> compile() {
    if (errors.isEmpty()) {
      try {
        Files.writeString(compiles.resolve("B.class"), "2");
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return errors;
  }

  private void save(String module) throws IOException {
    write(module + "/src/main/java/B.java", "class B {}");
    compiles = classes(module);
  }

  @Test
  void aSourceOfOneServiceRestartsThatService() throws Exception {
    save("worker");
    loop.look();
    loop.look();
    assertThat(restarted).containsExactly("worker");
    assertThat(said).hasSize(3);
    assertThat(said.get(1)).startsWith("Compiled in ");
    assertThat(said.getLast()).startsWith("worker restarted in ");
  }

  @Test
  void aSourceThatBothNeedRestartsBoth() throws Exception {
    save("shared");
    loop.look();
    assertThat(restarted).containsExactly("api", "worker");
  }

  @Test
  void nothingHappensWhileNothingIsSaved() throws Exception {
    loop.look();
    assertThat(restarted).isEmpty();
    assertThat(said).isEmpty();
  }

  @Test
  void whatDoesNotCompileRestartsNothingUntilItDoes() throws Exception {
    errors = List.of("[ERROR] B.java:[1,1] class expected");
    save("api");
    loop.look();
    assertThat(restarted).isEmpty();
    assertThat(said).contains("[ERROR] B.java:[1,1] class expected");

    errors = List.of();
    write("api/src/main/java/B.java", "class B { }");
    Files.setLastModifiedTime(
        root.resolve("api/src/main/java/B.java"),
        java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 1_000));
    loop.look();
    assertThat(restarted).containsExactly("api");
  }

  @Test
  void aServiceRunsFromTheClassesOfOurModulesAndTheJarsOfOthers() throws IOException {
    jar("shared/target/shared-1.jar", new Manifest());
    var manifest = new Manifest();
    var attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "app.Main");
    attributes.put(Attributes.Name.CLASS_PATH, "lib/shared-1.jar lib/other-2.jar");
    var api = jar("api/target/api.jar", manifest);

    var service = CompiledClasses.of(root, api);
    assertThat(service.folders()).containsExactly(classes("api"), classes("shared"));
    assertThat(service.libraries()).containsExactly(root.resolve("api/target/lib/other-2.jar"));
    assertThat(service.arguments())
        .startsWith("--enable-native-access=ALL-UNNAMED")
        .endsWith("app.Main");
  }

  private Path jar(String file, Manifest manifest) throws IOException {
    var path = write(file, "");
    try (var jar = new JarOutputStream(Files.newOutputStream(path), manifest)) {
      jar.flush();
    }
    return path;
  }
}
