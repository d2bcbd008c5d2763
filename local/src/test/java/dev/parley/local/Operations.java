package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The operations in {@code docs/openapi.json}, which equals what the code serves. */
final class Operations {
  private static final String BASE = "/api/v1";
  private static final Pattern GAP = Pattern.compile("\\{[^}]+}");

  private Operations() {}

  /**
   * One operation.
   *
   * @param path below {@code /api/v1}, with its parameters
   * @param id as in the document
   * @param body true if requests have one
   */
  record Operation(String method, String path, String id, boolean body) {
    /**
     * Returns true if requests to the address match this operation, ignoring more literal paths.
     */
    boolean takes(String method, String address) {
      var pattern =
          Stream.of(GAP.split(path, -1)).map(Pattern::quote).collect(Collectors.joining("[^/]+"));
      return this.method.equals(method) && address.matches(pattern);
    }

    /** Returns the path with a value for each parameter. */
    String with(String other) {
      return GAP.matcher(path).replaceAll(other);
    }

    boolean hasGaps() {
      return path.contains("{");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static List<Operation> committed() {
    try {
      return of(
          Product.JSON.readTree(Files.readString(Checkout.root().resolve("docs/openapi.json"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Operation> of(JsonNode document) {
    return document
        .path("paths")
        .propertyStream()
        .flatMap(path ->
            path.getValue()
                .propertyStream()
                .map(method ->
                    new Operation(
                        method.getKey().toUpperCase(java.util.Locale.ROOT),
                        path.getKey().substring(BASE.length()),
                        method.getValue().path("operationId").asString(""),
                        method.getValue().has("requestBody"))))
        .toList();
  }

  /** Returns the operation for an address below the base: the most literal match. */
  static Operation of(List<Operation> all, String method, String address) {
    return all.stream()
        .filter(operation -> operation.takes(method, address))
        .min(
            java.util.Comparator.comparingInt(
                operation -> (int) GAP.matcher(operation.path()).results().count()))
        .orElseThrow(() -> new IllegalArgumentException("no operation: " + method + " " + address));
  }
}
