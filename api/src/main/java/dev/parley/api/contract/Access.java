package dev.parley.api.contract;

import dev.parley.api.security.Scope;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The access rules of an operation, as the authentication filter applies them: the required scopes,
 * or none.
 */
final class Access {
  private static final String SCOPES = "x-parley-scopes";

  private Access() {}

  static void tell(String path, PathItem.HttpMethod method, Operation operation) {
    if (path.startsWith("/api/v1/health")) {
      operation.setSecurity(List.of());
      describe(operation, "Public.");
      return;
    }
    if (operation.getOperationId().equals("signIn")) {
      operation.setSecurity(List.of());
      describe(operation, "With the token of a sign-in link, or with an API key of any scope.");
      return;
    }
    var scopes =
        Arrays.stream(Scope.values())
            .filter(scope -> scope.allows(method.name(), path))
            .map(Scope::wire)
            .toList();
    if (operation.getOperationId().equals("makeSignInLink")) {
      operation.setSecurity(List.of(new SecurityRequirement().addList("apiKey")));
    }
    operation.addExtension(SCOPES, scopes);
    describe(
        operation,
        "Scope: "
            + scopes.stream().map(one -> "`" + one + "`").collect(Collectors.joining(" or "))
            + ".");
  }

  private static void describe(Operation operation, String access) {
    var before = operation.getDescription();
    operation.setDescription(before == null ? access : before + "\n\n" + access);
  }
}
