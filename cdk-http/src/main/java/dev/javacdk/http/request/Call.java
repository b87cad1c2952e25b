package dev.javacdk.http.request;

import dev.javacdk.http.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request, all holes filled, not yet signed. Each method that says something more returns a
 * changed copy. Immutable; safe for use by many threads.
 *
 * @param method {@code GET}, {@code POST}, ...
 * @param url where it goes, with its query
 * @param headers in the order in which they are sent
 * @param body what it sends; null for nothing
 */
public record Call(String method, URI url, List<NameValue> headers, @Nullable Body body) {

  /** Refuses a missing method or URL; keeps copies. */
  public Call {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(url, "url");
    headers = List.copyOf(headers);
  }

  /** A request without body. */
  public static Call get(URI url) {
    return new Call("GET", url, List.of(), null);
  }

  /** A request with a body. */
  public static Call post(URI url, Body body) {
    return new Call("POST", url, List.of(), body);
  }

  /** To another URL. */
  public Call url(URI url) {
    return new Call(method, url, headers, body);
  }

  /** With this query parameter; one of the same name is replaced. */
  public Call query(String name, String value) {
    URI rest = UrlText.withoutParameter(url, name);
    return url(UrlText.withQuery(rest, List.of(new NameValue(name, value))));
  }

  /** With this header; one of the same name is replaced. */
  public Call header(String name, String value) {
    List<NameValue> changed = new ArrayList<>(headers);
    changed.removeIf(h -> h.name().equalsIgnoreCase(name));
    changed.add(new NameValue(name, value));
    return new Call(method, url, changed, body);
  }

  /** With this header, where it has none of that name. */
  public Call headerIfAbsent(String name, String value) {
    boolean has = headers.stream().anyMatch(h -> h.name().equalsIgnoreCase(name));
    return has ? this : header(name, value);
  }

  /** With this body. */
  public Call body(Body body) {
    return new Call(method, url, headers, body);
  }

  /**
   * With this value in its JSON body; objects on the way there are made where they are missing.
   *
   * @param place a field, or a JSON pointer
   */
  public Call json(String place, JsonNode value) {
    ObjectNode json =
        body instanceof Body.OfJson has
            ? has.json().deepCopy()
            : JsonNodeFactory.instance.objectNode();
    JsonPlaces.set(json, place, value);
    return body(new Body.OfJson(json));
  }

  /** With this field in its form, beside those that it has. */
  public Call form(String name, JsonNode value) {
    List<NameValue> fields = new ArrayList<>();
    if (body instanceof Body.OfForm has) {
      fields.addAll(has.fields());
      fields.removeIf(f -> f.name().equals(name));
    }
    fields.add(new NameValue(name, Json.text(value)));
    return body(new Body.OfForm(fields));
  }
}
