package dev.parley.api.contract;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Negotiates the content type before a request is processed. Spring does so while the response is
 * written, when the work has been done, and a client that gets an error would repeat it.
 */
@Component
class Negotiation implements HandlerInterceptor, WebMvcConfigurer {
  private static final String DECIDED = Negotiation.class.getName();
  private static final HeaderContentNegotiationStrategy ACCEPT =
      new HeaderContentNegotiationStrategy();

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
    // Not a bean of its own: Spring Security expects one such bean only.
    configurer.strategies(List.of(Negotiation::decided));
  }

  private static List<MediaType> decided(NativeWebRequest request)
      throws HttpMediaTypeNotAcceptableException {
    return request.getAttribute(DECIDED, RequestAttributes.SCOPE_REQUEST) instanceof MediaType one
        ? List.of(one)
        : ACCEPT.resolveMediaTypes(request);
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse answer, Object handler)
      throws HttpMediaTypeNotAcceptableException {
    if (handler instanceof HandlerMethod method
        && method.getBeanType().getName().startsWith("dev.parley.api.")
        && request.getRequestURI().startsWith("/api/")) {
      var body = body(method);
      if (body.resolve() == Void.class || body.resolve() == void.class) {
        // An empty response is acceptable to every client.
        return true;
      }
      var served =
          body.resolve() == SseEmitter.class
              ? MediaType.TEXT_EVENT_STREAM
              : MediaType.APPLICATION_JSON;
      if (!accepts(ACCEPT.resolveMediaTypes(new ServletWebRequest(request)), served)) {
        throw new HttpMediaTypeNotAcceptableException(List.of(served));
      }
      request.setAttribute(DECIDED, served);
    }
    return true;
  }

  private static ResolvableType body(HandlerMethod method) {
    var returned = ResolvableType.forMethodReturnType(method.getMethod());
    return HttpEntity.class.isAssignableFrom(returned.toClass())
        ? returned.as(HttpEntity.class).getGeneric(0)
        : returned;
  }

  /** RFC 9110, section 12.5.1: of the matching ranges, the most specific one decides. */
  static boolean accepts(List<MediaType> ranges, MediaType served) {
    return ranges.stream()
        .filter(range -> range.includes(served) && isUtf8(range))
        .max(
            Comparator.comparingInt(Negotiation::specificity)
                .thenComparingDouble(MediaType::getQualityValue))
        .filter(range -> range.getQualityValue() > 0)
        .isPresent();
  }

  private static int specificity(MediaType range) {
    return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
  }

  private static boolean isUtf8(MediaType range) {
    var charset = range.getParameter("charset");
    return charset == null
        || charset.equals("*")
        || charset.replace("\"", "").equalsIgnoreCase(StandardCharsets.UTF_8.name());
  }
}
