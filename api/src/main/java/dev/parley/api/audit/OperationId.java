package dev.parley.api.audit;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Set;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** The {@code operationId} of an operation, which names it in the document and the audit log. */
public final class OperationId {
  private static final Set<RequestMethod> READS = Set.of(RequestMethod.GET, RequestMethod.HEAD);

  private OperationId() {}

  /** Returns the id of an operation: an explicit one, or its method with the noun. */
  public static String of(HandlerMethod handler) {
    var own = handler.getMethodAnnotation(Operation.class);
    if (own != null) {
      return own.operationId();
    }
    var method = handler.getMethod().getName();
    var noun = noun(handler);
    return switch (method) {
      case "list" -> "list" + nouns(handler);
      case "find" -> "get" + noun;
      case "change" -> "update" + noun;
      case "remove" -> "delete" + noun;
      case "usedBy" -> "get" + noun + "Uses";
      default -> method + noun;
    };
  }

  /** Returns the name of the controller without its ending, such as {@code SkillSets}. */
  public static String nouns(HandlerMethod handler) {
    return handler.getBeanType().getSimpleName().replace("Controller", "");
  }

  /** Returns {@link #nouns} in the singular. */
  public static String noun(HandlerMethod handler) {
    return nouns(handler).replaceFirst("ies$", "y").replaceFirst("s$", "");
  }

  /** Returns true if the operation leaves an entry in the audit log. */
  public static boolean isAudited(HandlerMethod handler) {
    if (handler.hasMethodAnnotation(Audited.class)) {
      return true;
    }
    var mapping =
        AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
    return mapping != null
        && !READS.containsAll(Set.of(mapping.method()))
        && !handler.hasMethodAnnotation(NotAudited.class);
  }
}
