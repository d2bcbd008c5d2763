package dev.parley.api.audit;

import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Adds to the current {@link Act} what was sent, and the code of the problem if it failed. */
@RestControllerAdvice
class ActBodies extends RequestBodyAdviceAdapter implements ResponseBodyAdvice<Object> {
  private final JsonMapper mapper;

  ActBodies(JsonMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public boolean supports(
      MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public Object afterBodyRead(
      Object body,
      HttpInputMessage input,
      MethodParameter parameter,
      Type type,
      Class<? extends HttpMessageConverter<?>> converter) {
    Act.current().ifPresent(act -> read(act, body));
    return body;
  }

  /** Bodies that are read as bytes are events, of which nothing is recorded. */
  private void read(Act act, Object body) {
    if (body instanceof byte[] || body instanceof CharSequence) {
      return;
    }
    try {
      act.sent(mapper.valueToTree(body));
    } catch (JacksonException e) {
      throw new IllegalStateException("a body cannot be recorded: " + body.getClass(), e);
    }
  }

  @Override
  public boolean supports(
      MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
    return Act.current().isPresent();
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returned,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (body instanceof Map<?, ?> problem && problem.get("code") instanceof String code) {
      Act.current().ifPresent(act -> act.problem(code));
    }
    return body;
  }
}
