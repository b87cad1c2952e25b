package dev.javacdk.core.read;

import dev.javacdk.core.checkpoint.ParentPages;
import dev.javacdk.core.feed.ParentFeed;
import dev.javacdk.core.feed.ParentFeeds;
import dev.javacdk.core.ledger.ParentPage;
import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.page.ParentStreams;
import dev.javacdk.core.tally.StreamTally;

/**
 * Pages of a stream's parents: what a parent's own stream has read before is taken, the rest is
 * fetched. Confined to the thread that reads.
 */
final class SharedParentPages implements ParentPages {

  private final StreamId stream;
  private final ParentFeeds feeds;
  private final ParentStreams parents;
  private final StreamTally tally;

  SharedParentPages(StreamId stream, ParentFeeds feeds, ParentStreams parents, StreamTally tally) {
    this.stream = stream;
    this.feeds = feeds;
    this.parents = parents;
    this.tally = tally;
  }

  @Override
  public ParentPage fetch(ParentRequest request) throws Exception {
    if (feeds.ask(stream, request) instanceof ParentFeed.Answer.Take taken) {
      tally.sharedPage();
      return parents.take(request, taken.page());
    }
    ParentPage page = parents.fetch(request);
    feeds.fetched(stream, request, page.said().progress());
    return page;
  }
}
