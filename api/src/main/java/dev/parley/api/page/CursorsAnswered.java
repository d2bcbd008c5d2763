package dev.parley.api.page;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Tags the cursor of every page with its list. */
@RestControllerAdvice
class CursorsAnswered implements ResponseBodyAdvice<Object> {
  private static final String NEXT = "nextCursor";

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
    return body instanceof Record page
            && request instanceof ServletServerHttpRequest sent
            && Arrays.stream(page.getClass().getRecordComponents())
                .anyMatch(part -> part.getName().equals(NEXT))
        ? marked(page, sent)
        : body;
  }

  private static Record marked(Record page, ServletServerHttpRequest request) {
    var parts = page.getClass().getRecordComponents();
    try {
      var values = new @Nullable Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        values[i] = value(page, parts[i], request);
      }
      var constructor =
          page.getClass()
              .getDeclaredConstructor(
                  Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("page: " + page.getClass().getName(), e);
    }
  }

  private static @Nullable Object value(
      Record page, RecordComponent part, ServletServerHttpRequest request)
      throws ReflectiveOperationException {
    var read = part.getAccessor();
    read.setAccessible(true);
    var value = read.invoke(page);
    return part.getName().equals(NEXT) && value instanceof String cursor
        ? CursorTag.mark(request.getServletRequest(), cursor)
        : value;
  }
}
