package dev.parley.api.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scope that an operation requires; with several, one is enough. On a controller it applies to
 * the operations that have none of their own.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {
  /** Returns the scopes, one of which the caller needs. */
  Scope[] value();
}
