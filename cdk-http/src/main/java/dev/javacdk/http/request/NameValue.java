package dev.javacdk.http.request;

import java.util.Objects;

/**
 * A query parameter, a header or a form field. A value; safe for use by many threads.
 *
 * @param name as it is sent, not yet escaped
 * @param value as it is sent, not yet escaped
 */
public record NameValue(String name, String value) {

  /** Refuses a missing name or value. */
  public NameValue {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, () -> "value of '" + name + "'");
  }
}
