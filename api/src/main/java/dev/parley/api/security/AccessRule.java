package dev.parley.api.security;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/**
 * The access rule of an operation, read from the annotations of its controller.
 *
 * @param isOpen true if the operation needs no key and no session
 * @param peopleOnly true if keys are refused
 * @param anyOf the scopes, one of which the caller needs; empty if being signed in is enough
 */
public record AccessRule(boolean isOpen, boolean peopleOnly, Set<Scope> anyOf) {
  private static final Set<RequestMethod> READS = Set.of(RequestMethod.GET, RequestMethod.HEAD);

  /** Returns the rule of an operation; empty if its controller states none. */
  public static Optional<AccessRule> of(HandlerMethod operation) {
    if (has(operation, OpenToAll.class)) {
      return Optional.of(new AccessRule(true, false, Set.of()));
    }
    var own = operation.getMethodAnnotation(Requires.class);
    if (own != null) {
      return Optional.of(requiring(own.value()));
    }
    var signedIn = operation.getMethodAnnotation(SignedIn.class);
    if (signedIn != null) {
      return Optional.of(new AccessRule(false, signedIn.peopleOnly(), Set.of()));
    }
    var type = operation.getBeanType();
    var toWrite = type.getAnnotation(RequiresToWrite.class);
    if (toWrite != null && !isRead(operation)) {
      return Optional.of(requiring(toWrite.value()));
    }
    var ofAll = type.getAnnotation(Requires.class);
    if (ofAll != null) {
      return Optional.of(requiring(ofAll.value()));
    }
    var ofPeople = type.getAnnotation(SignedIn.class);
    return Optional.ofNullable(ofPeople)
        .map(it -> new AccessRule(false, it.peopleOnly(), Set.of()));
  }

  /** Returns true if the rule lets a caller with these scopes in. */
  public boolean allows(Set<Scope> scopes) {
    return anyOf.isEmpty() || anyOf.stream().anyMatch(scopes::contains);
  }

  private static AccessRule requiring(Scope... scopes) {
    return new AccessRule(false, false, EnumSet.of(scopes[0], scopes));
  }

  private static boolean has(
      HandlerMethod operation, Class<? extends java.lang.annotation.Annotation> annotation) {
    return operation.hasMethodAnnotation(annotation)
        || operation.getBeanType().isAnnotationPresent(annotation);
  }

  private static boolean isRead(HandlerMethod operation) {
    var mapping =
        AnnotatedElementUtils.findMergedAnnotation(operation.getMethod(), RequestMapping.class);
    return mapping != null && READS.containsAll(Set.of(mapping.method()));
  }
}
