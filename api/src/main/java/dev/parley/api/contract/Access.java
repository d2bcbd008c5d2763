package dev.parley.api.contract;

import dev.parley.api.security.AccessRule;
import dev.parley.api.security.Role;
import dev.parley.api.security.Scope;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.method.HandlerMethod;

/** The access rule of an operation in the document: the scopes and roles that allow it. */
final class Access {
  private static final String SCOPES = "x-parley-scopes";
  private static final String ROLES = "x-parley-roles";

  private Access() {}

  static void tell(HandlerMethod handler, Operation operation) {
    var rule = AccessRule.of(handler);
    if (rule.isEmpty()) {
      return;
    }
    if (rule.get().isOpen()) {
      operation.setSecurity(List.of());
      describe(operation, "Public.");
    } else if (rule.get().peopleOnly()) {
      operation.setSecurity(List.of(new SecurityRequirement().addList("session")));
      operation.addExtension(SCOPES, List.of());
      operation.addExtension(ROLES, roles(rule.get()));
      describe(operation, "For people who are signed in, not for keys.");
    } else {
      var scopes =
          Arrays.stream(Scope.values())
              .filter(scope -> rule.get().allows(coveredBy(scope)))
              .map(Scope::wire)
              .toList();
      operation.addExtension(SCOPES, scopes);
      operation.addExtension(ROLES, roles(rule.get()));
      describe(operation, sentence(rule.get()));
    }
  }

  private static EnumSet<Scope> coveredBy(Scope scope) {
    return Arrays.stream(Scope.values())
        .filter(scope::covers)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
  }

  private static List<String> roles(AccessRule rule) {
    return Arrays.stream(Role.values())
        .filter(role -> rule.allows(role.scopes(false)))
        .map(Role::wire)
        .toList();
  }

  private static String sentence(AccessRule rule) {
    return rule.anyOf().isEmpty()
        ? "For every caller with a valid key or session."
        : "Scope: "
            + rule.anyOf().stream()
                .map(one -> "`" + one.wire() + "`")
                .collect(Collectors.joining(" or "))
            + ".";
  }

  private static void describe(Operation operation, String access) {
    var before = operation.getDescription();
    operation.setDescription(before == null ? access : before + "\n\n" + access);
  }
}
