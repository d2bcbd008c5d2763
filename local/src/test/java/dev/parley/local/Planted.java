package dev.parley.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values that are planted everywhere, by what they are, and the places where they are found. */
final class Planted {
  final String run = UUID.randomUUID().toString().substring(0, 8);
  private final Map<String, String> words = new LinkedHashMap<>();

  /** Returns the value of that kind. */
  String the(String what) {
    return words.computeIfAbsent(what, it -> "zq" + words.size() + "x" + run + it);
  }

  /** Keeps a value under another name, so that the next one of its kind is new. */
  void rename(String what, String former) {
    words.put(former, the(what));
    words.remove(what);
  }

  List<String> all() {
    return List.copyOf(words.values());
  }

  private List<String> in(String text) {
    return all().stream().filter(text::contains).toList();
  }

  /** Searches each table as a whole, whatever its columns; bytes are hexadecimal in it. */
  List<String> inTables(Product product) {
    var found = new ArrayList<String>();
    var likes =
        all().stream()
            .map(word -> word.toLowerCase(Locale.ROOT))
            .flatMap(word -> Stream.of(word, HexFormat.of().formatHex(word.getBytes(UTF_8))))
            .map(word -> "'%" + word + "%'")
            .collect(Collectors.joining(", "));
    var tables =
        product.sql(
            "select quote_ident(table_schema) || '.' || quote_ident(table_name)"
                + " from information_schema.tables where table_type = 'BASE TABLE'"
                + " and table_schema not in ('pg_catalog', 'information_schema')");
    assertThat(tables).hasSizeGreaterThan(30);
    for (var table : tables) {
      product
          .sql(
              "select one::text from %s as one where lower(one::text) like any (array[%s])"
                  .formatted(table, likes))
          .forEach(row -> found.add(table + ": " + row));
    }
    return found;
  }

  /** Searches the logs of all processes, and the files of Temporal. */
  List<String> inFiles(Product product) {
    var log = product.stack.process(Part.API).orElseThrow().log();
    var home = log.resolve("../..").normalize();
    try (var some = Files.walk(home)) {
      return some.filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(home.resolve("postgres")))
          .flatMap(file -> {
            return in(text(file)).stream().map(word -> file.getFileName() + ": " + word);
          })
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Searches the histories and search attributes of all Temporal workflows. */
  List<String> inTemporal(Product product) {
    try (var runs = product.temporal().listExecutions("")) {
      var all = runs.toList();
      assertThat(all).hasSizeGreaterThan(10);
      return all.stream()
          .flatMap(run -> {
            var id = run.getExecution().getWorkflowId();
            var told =
                product.history(id).toString()
                    + product.temporal().newUntypedWorkflowStub(id).describe().getRawDescription();
            return in(told).stream().map(word -> id + ": " + word);
          })
          .toList();
    }
  }
}
