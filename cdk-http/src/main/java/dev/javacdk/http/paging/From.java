package dev.javacdk.http.paging;

import java.util.function.Function;

/** A paging of which it is not said yet where its positions go. Immutable. */
public final class From {

  private final Function<Target, Paging> paging;

  From(Function<Target, Paging> paging) {
    this.paging = paging;
  }

  /** Into a query parameter. */
  public Paging query(String parameter) {
    return to(Target.Kind.QUERY, parameter);
  }

  /** Into the JSON body: a field, or a JSON pointer. */
  public Paging body(String place) {
    return to(Target.Kind.BODY, place);
  }

  /** Into a field of the form. */
  public Paging form(String field) {
    return to(Target.Kind.FORM, field);
  }

  /** Into a header. */
  public Paging header(String name) {
    return to(Target.Kind.HEADER, name);
  }

  /**
   * Into the path of the request, in place of {@code {name}}: {@code get("/items/page/{page}")}.
   * Where the first page has no position, the segment is left out.
   */
  public Paging path(String name) {
    return to(Target.Kind.PATH, name);
  }

  private Paging to(Target.Kind kind, String name) {
    return paging.apply(new Target(kind, name));
  }
}
