package dev.parley.api.conditions;

import dev.parley.api.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Rejects preconditions on operations that do not support them: ignoring one would do what it is
 * meant to prevent.
 */
@Component
class Unconditional implements HandlerInterceptor, WebMvcConfigurer {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse answer, Object handler) {
    if (SAFE.contains(request.getMethod())
        || !(handler instanceof HandlerMethod method)
        || !method.getBeanType().getName().startsWith("dev.parley.api.")
        || method.hasMethodAnnotation(Conditional.class)) {
      return true;
    }
    var asked = Preconditions.of(request);
    var match = asked.match();
    if (match != null && !match.any() && !comparesRevisions(method)) {
      throw Refusal.of(
          412, "precondition-failed", "This operation does not support If-Match. Omit it.");
    }
    var noneMatch = asked.noneMatch();
    if (noneMatch != null && noneMatch.any() && !request.getMethod().equals("POST")) {
      throw Refusal.of(
          412, "precondition-failed", "If-None-Match: * requires that there is no such resource.");
    }
    return true;
  }

  private static boolean comparesRevisions(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .map(parameter -> parameter.getParameterAnnotation(RequestHeader.class))
        .anyMatch(header -> header != null && header.value().equals(HttpHeaders.IF_MATCH));
  }
}
