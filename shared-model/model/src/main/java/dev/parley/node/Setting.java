package dev.parley.node;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one setting of a kind, as its form asks for it. Which control the form shows follows
 * from the component's type and the catalogue, see {@link SettingDescription.Control}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** The name on screen. */
  String label();

  /** An explanation, in one sentence. */
  String help() default "";

  /** The text of the empty field. */
  String placeholder() default "";

  /** True if a node cannot be published without it. Then an example is required too. */
  boolean required() default false;

  /** The catalogue of its ids; empty if it holds no ids. */
  References.Kind[] catalogue() default {};

  /** The number of lines of an empty text field. */
  int lines() default 1;

  /** The smallest number possible. */
  double least() default Double.NaN;

  /** The largest number possible. */
  double most() default Double.NaN;

  /** The name of the switch that must be on for it to be shown; empty if it always is. */
  String when() default "";

  /**
   * The value in a new node, as JSON or, for texts and choices, as it is; empty for the default.
   */
  String start() default "";

  /** A value with which the node can be published, written like {@link #start}. */
  String example() default "";
}
