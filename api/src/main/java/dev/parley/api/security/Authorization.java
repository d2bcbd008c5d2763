package dev.parley.api.security;

import dev.parley.api.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Checks the access rule of each operation before its body is read. An operation of ours that
 * states no rule is refused.
 */
@Component
class Authorization implements HandlerInterceptor, WebMvcConfigurer {
  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod operation
        && operation.getBeanType().getName().startsWith("dev.parley.")
        && Address.of(request).startsWith("/api/")) {
      check(operation, request);
    }
    return true;
  }

  private static void check(HandlerMethod operation, HttpServletRequest request) {
    var rule =
        AccessRule.of(operation)
            .orElseThrow(() -> new IllegalStateException(operation + " states no access rule"));
    if (rule.isOpen()) {
      return;
    }
    var caller = Caller.of(request);
    if (rule.peopleOnly() && caller.session() == null) {
      throw Refusal.of(
          403, "session-needed", "This is about the account of a person. Sign in to do it.");
    }
    if (!rule.allows(caller.scopes())) {
      throw Refusal.of(403, "scope-missing", refusal(rule, caller));
    }
  }

  private static String refusal(AccessRule rule, Caller caller) {
    var scopes =
        rule.anyOf().stream()
            .map(scope -> "\"" + scope.wire() + "\"")
            .collect(Collectors.joining(" or "));
    return caller.session() == null
        ? "This API key does not have the scope " + scopes + "."
        : "Your role does not allow this (" + scopes + "). Ask an administrator.";
  }
}
