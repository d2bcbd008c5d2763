package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that the chart renders fits Kubernetes' own schemas, strictly. Objects of operators,
 * {@link Chart#CUSTOM}, have none there.
 */
class ChartSchemasIT {
  @ParameterizedTest
  @ValueSource(strings = {"1.27", "1.37"})
  void everyObjectFitsItsSchema(String kubernetes, @TempDir Path folder) throws IOException {
    var files = new ArrayList<String>();
    for (var values : Chart.valuesFiles().toList()) {
      for (var object : Chart.objects(values)) {
        if (!Chart.CUSTOM.contains(object.path("kind").asString())) {
          var file = folder.resolve(values + " " + Chart.name(object).replace('/', '-') + ".json");
          Files.writeString(file, object.toString());
          files.add(file.toString());
        }
      }
    }
    assertThat(files).hasSizeGreaterThan(30);
    var ran = validate(folder, kubernetes, files);
    assertThat(ran.status()).as(ran.output()).isZero();

    var wrong = folder.resolve("wrong.json");
    Files.writeString(
        wrong, Files.readString(Path.of(files.getFirst())).replace("\"spec\"", "\"spek\""));
    assertThat(validate(folder, kubernetes, List.of(wrong.toString())).status()).isNotZero();
  }

  private static Tools.Ran validate(Path folder, String kubernetes, List<String> files) {
    var program = Tools.pythonKubernetes().resolve("kubernetes-validate").toString();
    var command =
        Stream.concat(
            Stream.of(program, "--strict", "--no-warn", "-k", kubernetes), files.stream());
    return Tools.run(folder, Map.of(), command.toArray(String[]::new));
  }
}
