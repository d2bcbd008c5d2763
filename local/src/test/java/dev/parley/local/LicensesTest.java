package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every component that is packaged has a license that {@code docs/licenses.md} allows. */
class LicensesTest {
  private static final List<String> PACKAGED = List.of("api", "worker", "local", "ui");
  private static final Licenses LICENSES = Licenses.of(Page.read(Path.of("docs/licenses.md")));

  static Path bill(String module) {
    return Checkout.root()
        .resolve(module)
        .resolve("target/classes/META-INF/sbom/parley-%s.cdx.json".formatted(module));
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "worker", "local", "ui"})
  void everyLicenseIsAllowed(String module) {
    var components = Component.in(written(module));
    assertThat(components).hasSizeGreaterThan(20);
    assertThat(LICENSES.problems(components)).isEmpty();
  }

  @Test
  void everyDecisionIsNeeded() {
    var declared =
        PACKAGED.stream()
            .flatMap(module -> Component.in(written(module)).stream())
            .collect(Collectors.toMap(Component::name, Component::licenses, (one, other) -> one));
    assertThat(LICENSES.decided())
        .isNotEmpty()
        .allSatisfy((name, decision) ->
            assertThat(declared.get(name)).as(name).isEqualTo(decision.declared()));
  }

  @Test
  void theDashboardsBillHasAllItsDependencies() {
    var names = Component.in(written("ui")).stream().map(Component::name).toList();
    var settings = Product.JSON.readTree(Checkout.root().resolve("ui/package.json").toFile());
    assertThat(settings.path("dependencies").propertyNames()).contains("react");
    assertThat(names).containsAll(settings.path("dependencies").propertyNames());
  }

  private static Path written(String module) {
    var bill = bill(module);
    assumeTrue(Files.exists(bill) || !mayLack(module), () -> bill + " is not written offline");
    assertThat(bill).exists();
    return bill;
  }

  /** Returns true if this build was offline, or without the dashboard. */
  static boolean mayLack(String module) {
    return module.equals("ui")
        ? System.getProperty("ui.skip") != null
        : System.getProperty("build.network", "").equals("offline: true");
  }

  @ParameterizedTest
  @CsvSource({
    "GPL-3.0-only",
    "GPL-2.0-only OR AGPL-3.0-only",
    "MIT AND GPL-3.0-only",
    "Apache-2.0 WITH LLVM-exception",
    "(MIT OR Apache-2.0) AND GPL-3.0-only",
    "Business Source License",
    "''"
  })
  void otherLicensesAreRefused(String license) {
    assertThat(
            problems(
                planted(
                    """
                    {"licenses": [{"expression": "%s"}], "group": "a", "name": "b"}\
                    """
                        .formatted(license))))
        .singleElement()
        .asString()
        .startsWith("a:b: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MIT", "EPL-2.0 OR GPL-3.0-or-later", "(MIT OR CC0-1.0)"})
  void allowedLicensesAndChoicesPass(String license) {
    assertThat(
            problems(
                planted(
                    """
                    {"licenses": [{"expression": "%s"}], "name": "b"}\
                    """
                        .formatted(license))))
        .isEmpty();
  }

  @Test
  void noLicenseIsRefused() {
    assertThat(
            problems(
                planted(
                    """
                    {"name": "b", "licenses": []}, {"name": "c"}\
                    """)))
        .containsExactly("b: declares no license", "c: declares no license");
  }

  @Test
  void oneOfSeveralLicensesIsNotEnough() {
    assertThat(
            problems(
                planted(
                    """
                    {"name": "b", "licenses": [{"license": {"id": "MIT"}},
                                               {"license": {"id": "GPL-3.0-only"}}]}\
                    """)))
        .containsExactly("b: MIT, GPL-3.0-only is not allowed");
  }

  @Test
  void aDecisionHoldsForWhatWasDeclared() {
    assertThat(
            problems(
                planted(
                    """
                    {"group": "net.java.dev.jna", "name": "jna",
                     "licenses": [{"license": {"id": "LGPL-2.1-or-later"}}]}\
                    """)))
        .containsExactly("net.java.dev.jna:jna: LGPL-2.1-or-later is not allowed");
  }

  private static List<Component> planted(String components) {
    return Component.of(Product.JSON.readTree("{\"components\": [%s]}".formatted(components)));
  }

  private static List<String> problems(List<Component> components) {
    return LICENSES.problems(components);
  }
}
