package dev.javacdk.http.paging;

import java.util.function.Function;

/** A paging of which it is not said yet where its positions go. Immutable. */
public final class From extends Into<Paging> {

  private final Function<Target, Paging> paging;

  From(Function<Target, Paging> paging) {
    this.paging = paging;
  }

  /**
   * The value is the address of the next page, whole or relative, and replaces that of the request.
   * Query parameters that the request has by itself are kept, unless the address has them.
   */
  public Paging wholeUrl() {
    return to(new Target(Target.Kind.URL, "next"));
  }

  /**
   * Into nothing by itself: computed holes of the request look at the slice's cursor, in which it
   * has this name.
   */
  public Paging unsent(String name) {
    return to(new Target(Target.Kind.NOWHERE, name));
  }

  @Override
  Paging to(Target target) {
    return paging.apply(target);
  }
}
