package dev.javacdk.http.paging;

import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.request.Request;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request before the first page: it opens a point in time, a scroll, a session, whose id each
 * page is then asked for with. The id is part of the position. Where it has expired, another one is
 * opened: behind a last record reading goes on with it, else the listing starts again.
 *
 * <pre>{@code
 * Paging.lastRecord("/sort").body("/search_after")
 *     .opened(Opening.by(Request.of("POST", "/notes/_pit").query("keep_alive", "5m"), "/id")
 *         .body("/pit/id"))
 * }</pre>
 *
 * <p>A value; each method returns a changed copy. Safe for use by many threads.
 */
public final class Opening extends Into<Opening> {

  private final Request request;
  private final Pointer id;
  private final @Nullable Target target;
  private final @Nullable Pointer renewed;

  private Opening(Request request, Pointer id, @Nullable Target target, @Nullable Pointer renewed) {
    this.request = request;
    this.id = id;
    this.target = target;
    this.renewed = renewed;
  }

  /**
   * Opens by this request.
   *
   * @param id where its answer has the id, as a JSON pointer
   */
  public static Opening by(Request request, String id) {
    return new Opening(Objects.requireNonNull(request, "request"), Pointer.of(id), null, null);
  }

  /** Each page may say a newer id at this JSON pointer, which the next one is asked for with. */
  public Opening renewedAt(String pointer) {
    return new Opening(request, id, target, Pointer.of(pointer));
  }

  /** What opens. */
  public Request request() {
    return request;
  }

  /** Where its answer has the id. */
  public Pointer id() {
    return id;
  }

  Optional<Pointer> renewed() {
    return Optional.ofNullable(renewed);
  }

  /** Where the id goes; {@code problems()} names the opening that does not say so. */
  Target target() {
    return target == null ? new Target(Target.Kind.QUERY, "") : target;
  }

  @Override
  Opening to(Target target) {
    return new Opening(request, id, target, renewed);
  }
}
