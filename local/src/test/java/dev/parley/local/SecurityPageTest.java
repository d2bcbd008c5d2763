package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The table in {@code docs/security.md} is that of the OpenAPI document. */
class SecurityPageTest {
  private static final String BEGIN = "<!-- operations -->\n";
  private static final String END = "<!-- end of operations -->\n";
  private static final List<String> ROLES =
      List.of("viewer", "agent", "editor", "publisher", "admin");

  @Test
  void theTableOfOperationsIsThatOfTheDocument() throws IOException {
    var page = Checkout.root().resolve("docs/security.md");
    var text = Files.readString(page);
    var from = text.indexOf(BEGIN) + BEGIN.length();
    var to = text.indexOf(END);
    if (System.getProperty("openapi.refresh") != null) {
      Files.writeString(page, text.substring(0, from) + table() + text.substring(to));
    }
    assertThat(Files.readString(page))
        .as("docs/security.md; write its table with -Dtest=SecurityPageTest -Dopenapi.refresh")
        .contains(BEGIN + table() + END);
  }

  private static String table() throws IOException {
    var rows = new ArrayList<String>();
    rows.add("| operation | scope | " + String.join(" | ", ROLES) + " |");
    rows.add("|---|---|" + "---|".repeat(ROLES.size()));
    var document = Path.of("docs/openapi.json");
    var paths = Product.JSON.readTree(Checkout.root().resolve(document)).path("paths");
    for (var path : paths.properties()) {
      for (var operation : path.getValue().properties()) {
        var name =
            operation.getKey().toUpperCase(Locale.ROOT)
                + " "
                + path.getKey().replaceFirst("^/api/v1", "");
        rows.add("| `" + name + "` | " + access(operation.getValue()) + " |");
      }
    }
    return String.join("\n", rows) + "\n";
  }

  private static String access(JsonNode operation) {
    if (operation.path("x-parley-roles").isMissingNode()) {
      return "public" + " | ✓".repeat(ROLES.size());
    }
    var roles = texts(operation.path("x-parley-roles"));
    var marks =
        ROLES.stream()
            .map(role -> roles.contains(role) ? "✓" : "")
            .collect(Collectors.joining(" | "));
    return scope(texts(operation.path("x-parley-scopes"))) + " | " + marks;
  }

  /** The narrowest scopes: those that cover others are left out unless they are alone. */
  private static String scope(List<String> scopes) {
    if (scopes.isEmpty()) {
      return "people only";
    }
    var narrow = scopes.stream().filter(scope -> scope.contains(":")).toList();
    return narrow.size() > 3
        ? "any"
        : (narrow.isEmpty() ? scopes : narrow)
            .stream().map(scope -> "`" + scope + "`").collect(Collectors.joining(" or "));
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asString).toList();
  }
}
