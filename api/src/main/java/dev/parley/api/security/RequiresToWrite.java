package dev.parley.api.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scope that the operations of a controller require unless they are a GET or have a {@link
 * Requires} of their own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresToWrite {
  /** Returns the scope that the caller needs. */
  Scope value();
}
