package dev.javacdk.http.auth;

import dev.javacdk.http.request.NameValue;
import java.util.List;

/**
 * What is added to a request to prove who sends it. A value; its text shows names only.
 *
 * @param headers that are added
 * @param query parameters that are added
 */
public record Credentials(List<NameValue> headers, List<NameValue> query) {

  /** Nothing is added. */
  public static final Credentials NONE = new Credentials(List.of(), List.of());

  /** Keeps copies. */
  public Credentials {
    headers = List.copyOf(headers);
    query = List.copyOf(query);
  }

  /** One header. */
  public static Credentials header(String name, String value) {
    return new Credentials(List.of(new NameValue(name, value)), List.of());
  }

  /** One query parameter. */
  public static Credentials query(String name, String value) {
    return new Credentials(List.of(), List.of(new NameValue(name, value)));
  }

  /** Names only. */
  @Override
  public String toString() {
    return "credentials in "
        + headers.stream().map(NameValue::name).toList()
        + query.stream().map(NameValue::name).toList();
  }
}
