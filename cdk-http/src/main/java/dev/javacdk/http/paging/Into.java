package dev.javacdk.http.paging;

/**
 * Says where in a request something goes: a position, or an id.
 *
 * @param <T> what it is once that is said
 */
public abstract class Into<T> {

  Into() {}

  abstract T to(Target target);

  /** Into a query parameter. */
  public T query(String parameter) {
    return to(new Target(Target.Kind.QUERY, parameter));
  }

  /** Into the JSON body: a field, or a JSON pointer. */
  public T body(String place) {
    return to(new Target(Target.Kind.BODY, place));
  }

  /** Into a field of the form. */
  public T form(String field) {
    return to(new Target(Target.Kind.FORM, field));
  }

  /** Into a header. */
  public T header(String name) {
    return to(new Target(Target.Kind.HEADER, name));
  }

  /**
   * Into the path of the request, in place of {@code {name}}: {@code get("/items/page/{page}")}.
   * Where the first page has no position, the segment is left out.
   */
  public T path(String name) {
    return to(new Target(Target.Kind.PATH, name));
  }
}
