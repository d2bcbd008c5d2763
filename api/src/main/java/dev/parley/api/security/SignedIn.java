package dev.parley.api.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An operation that every authenticated caller may use, or only people. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface SignedIn {
  /** Returns true if keys are refused: the operation is about the caller's own account. */
  boolean peopleOnly() default false;
}
