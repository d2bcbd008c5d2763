package dev.parley.api.contract;

import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Gives a literal path precedence over a path variable: {@code /executions/cancel} is not also the
 * run "cancel", neither for responses nor for the methods in {@code Allow}.
 */
@Component
class NarrowestAddress implements WebMvcRegistrations {
  @Override
  public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
    return new RequestMappingHandlerMapping() {
      @Override
      protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request)
          throws Exception {
        var named =
            getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getDirectPaths().contains(path))
                .collect(Collectors.toSet());
        return named.isEmpty()
                || named.stream().anyMatch(it -> it.getMatchingCondition(request) != null)
            ? super.lookupHandlerMethod(path, request)
            : handleNoMatch(named, path, request);
      }
    };
  }
}
