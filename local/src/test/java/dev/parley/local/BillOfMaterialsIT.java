package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jars of the services and of the dashboard contain their bill of materials. */
class BillOfMaterialsIT {
  @ParameterizedTest
  @ValueSource(strings = {"api", "worker", "local"})
  void everyLibraryIsListed(String module) throws IOException {
    var listed =
        packaged(module).stream()
            .map(it -> it.name().replaceFirst(".*:", "") + "-" + it.version() + ".jar")
            .toList();
    try (var libraries = Files.list(Checkout.root().resolve(module).resolve("target/lib"))) {
      var ours =
          List.of("model", "template", "secret", "store", "tracing", "logging", "servers", "ui");
      assertThat(libraries.map(Path::getFileName).map(Path::toString))
          .filteredOn(name -> ours.stream().noneMatch(own -> name.matches(own + "-0\\..*\\.jar")))
          .isNotEmpty()
          .isSubsetOf(listed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "ui")
  void theDashboardHasItsBill(String module) throws IOException {
    assertThat(packaged(module)).extracting(Component::name).contains("react", "elkjs");
  }

  private static List<Component> packaged(String module) throws IOException {
    var file = Checkout.root().resolve("%s/target/parley-%s.jar".formatted(module, module));
    try (var jar = new JarFile(file.toFile())) {
      var bill = jar.getJarEntry("META-INF/sbom/parley-%s.cdx.json".formatted(module));
      assumeTrue(bill != null || !LicensesTest.mayLack(module), file + " has no bill of materials");
      try (var text = jar.getInputStream(bill)) {
        return Component.of(Product.JSON.readTree(text));
      }
    }
  }
}
