package dev.javacdk.api.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a user reads beside a field of the config, or a reader of the catalog beside a field of a
 * record.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.TYPE})
public @interface Doc {

  /** One or two sentences: the schema's {@code description}. */
  String value() default "";

  /** The label: the schema's {@code title}. Left out: the field's name in words. */
  String title() default "";

  /** Values to show as examples, as JSON; a string may stand without quotes. */
  String[] examples() default {};

  /** A regular expression that a string must match. */
  String pattern() default "";

  /** The least number allowed, as JSON; empty: no bound. */
  String minimum() default "";

  /** The greatest number allowed, as JSON; empty: no bound. */
  String maximum() default "";

  /** The schema's {@code format}: {@code date-time}, say. Left out: what the Java type implies. */
  String format() default "";
}
