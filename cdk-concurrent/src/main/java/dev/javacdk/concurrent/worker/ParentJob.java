package dev.javacdk.concurrent.worker;

import dev.javacdk.core.feed.KeptPage;
import dev.javacdk.core.ledger.ParentPage;
import dev.javacdk.core.ledger.ParentRequest;
import org.jspecify.annotations.Nullable;

/**
 * Gets one page of a stream's parents: fetches it, or makes it of what the parent's own stream has
 * read. Of one stream there is one such job at a time.
 */
public final class ParentJob extends Job {

  private final ParentRequest request;
  private final @Nullable KeptPage kept;

  /**
   * Gets the page that is asked for.
   *
   * @param kept what the parent's own stream has read of it; null where it is to be fetched
   */
  public ParentJob(StreamWork work, ParentRequest request, @Nullable KeptPage kept) {
    super(work);
    this.request = request;
    this.kept = kept;
  }

  /** Whether the page is fetched. */
  public boolean fetches() {
    return kept == null;
  }

  /** The page. */
  public ParentRequest request() {
    return request;
  }

  @Override
  public String part() {
    return "its parent at " + request.slice().describe();
  }

  @Override
  Steps begin() {
    return this::fetch;
  }

  private boolean fetch() throws Exception {
    ParentPage page =
        kept == null ? work().parents().fetch(request) : work().parents().take(request, kept);
    work().stop().check();
    put(new Delivery.ParentRead(this, page));
    return false;
  }
}
