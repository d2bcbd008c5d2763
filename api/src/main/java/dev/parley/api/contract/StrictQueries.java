package dev.parley.api.contract;

import dev.parley.api.problem.Refusal;
import dev.parley.store.Ids;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Parses query strings as strictly as bodies: an unknown name would be a filter without effect, and
 * of a repeated parameter one value would be ignored.
 */
@Component
class StrictQueries implements HandlerInterceptor, WebMvcConfigurer {
  /**
   * A known parameter of an operation.
   *
   * @param usual true if it has a default, in which case an empty value counts as absent
   */
  private record Known(Class<?> type, boolean usual) {}

  private final Map<java.lang.reflect.Method, Map<String, Known>> known = new ConcurrentHashMap<>();

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse answer, Object handler) {
    var query = request.getQueryString();
    if (query != null
        && handler instanceof HandlerMethod method
        && method.getBeanType().getName().startsWith("dev.parley.api.")
        && request.getRequestURI().startsWith("/api/")) {
      check(query, known.computeIfAbsent(method.getMethod(), _ -> parameters(method)));
    }
    return true;
  }

  private static Map<String, Known> parameters(HandlerMethod method) {
    var parameters = new LinkedHashMap<String, Known>();
    for (MethodParameter parameter : method.getMethodParameters()) {
      var read = parameter.getParameterAnnotation(RequestParam.class);
      if (read != null) {
        parameters.put(
            Optional.ofNullable(parameter.getParameter().getName()).orElseThrow(),
            new Known(
                parameter.getParameterType(),
                !read.defaultValue().equals(ValueConstants.DEFAULT_NONE)));
      }
    }
    return parameters;
  }

  private static void check(String query, Map<String, Known> known) {
    var seen = new HashSet<String>();
    for (var part : query.split("&", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      var named = part.indexOf('=');
      var name = decoded(named < 0 ? part : part.substring(0, named));
      var parameter = known.get(name);
      if (parameter == null) {
        throw Refusal.unreadable(
            "parameter-unknown", name, "The parameter \"" + name + "\" is not known here.");
      }
      if (!seen.add(name)) {
        throw invalid(name, "is given twice.");
      }
      value(name, parameter, decoded(named < 0 ? "" : part.substring(named + 1)));
    }
  }

  private static void value(String name, Known parameter, String text) {
    if (text.indexOf('\0') >= 0) {
      throw invalid(name, "cannot have the character U+0000.");
    }
    var type = parameter.type();
    if (type == int.class || type == Integer.class) {
      if (!text.matches("-?(0|[1-9][0-9]{0,9})")) {
        throw invalid(name, "must be a whole number.");
      }
    } else if (type == Boolean.class || type == boolean.class) {
      if (!text.equals("true") && !text.equals("false")) {
        throw invalid(name, "is one of: true, false.");
      }
    } else if (type == UUID.class) {
      if (Ids.read(text).isEmpty()) {
        throw invalid(name, "must be an id.");
      }
    } else if (type.isEnum() && text.isEmpty()) {
      throw invalid(name, "is one of: " + String.join(", ", WireEnums.wires(type)) + ".");
    } else if (parameter.usual() && text.isEmpty()) {
      throw invalid(name, "is empty.");
    }
  }

  private static Refusal invalid(String name, String what) {
    return Refusal.unreadable("parameter-invalid", name, "The parameter \"" + name + "\" " + what);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.unreadable("parameter-invalid", "The query string cannot be parsed.");
    }
  }
}
