package dev.javacdk.http.paging;

import java.util.function.Function;

/** A paging of which it is not said yet where its positions go. Immutable. */
public final class From extends Into<Paging> {

  private final Function<Target, Paging> paging;

  From(Function<Target, Paging> paging) {
    this.paging = paging;
  }

  @Override
  Paging to(Target target) {
    return paging.apply(target);
  }
}
