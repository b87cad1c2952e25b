package dev.javacdk.api.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value that a field of the config has when it is left out; written as JSON, or as plain text
 * for strings.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Default {

  /** The value, as JSON: {@code 100}, {@code true}; a string may stand without quotes. */
  String value();
}
