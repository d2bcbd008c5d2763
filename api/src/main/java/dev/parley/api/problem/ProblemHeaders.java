package dev.parley.api.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Adds the headers of every problem, also outside the API and after the server has reset the
 * headers of a failed response.
 */
@RestControllerAdvice
class ProblemHeaders implements ResponseBodyAdvice<Object> {
  @Override
  public boolean supports(
      MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returned,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (MediaType.APPLICATION_PROBLEM_JSON.equalsTypeAndSubtype(type)
        && response instanceof ServletServerHttpResponse servlet) {
      servlet.getServletResponse().setHeader("X-Content-Type-Options", "nosniff");
      servlet.getServletResponse().setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    return body;
  }
}
