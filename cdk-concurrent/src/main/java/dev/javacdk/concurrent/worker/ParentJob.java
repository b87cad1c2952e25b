package dev.javacdk.concurrent.worker;

import dev.javacdk.core.ledger.ParentPage;
import dev.javacdk.core.ledger.ParentRequest;

/** Fetches one page of a stream's parents. Of one stream there is one such job at a time. */
public final class ParentJob extends Job {

  private final ParentRequest request;

  /** Fetches the page that is asked for. */
  public ParentJob(StreamWork work, ParentRequest request) {
    super(work);
    this.request = request;
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
    ParentPage page = work().parents().fetch(request);
    work().stop().check();
    put(new Delivery.ParentRead(this, page));
    return false;
  }
}
