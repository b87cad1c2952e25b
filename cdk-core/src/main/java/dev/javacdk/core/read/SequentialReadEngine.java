package dev.javacdk.core.read;

import dev.javacdk.api.error.SourceError;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.core.feed.ParentFeeds;
import dev.javacdk.core.message.Fatal;
import dev.javacdk.core.message.StreamStatus;
import dev.javacdk.core.sync.Failures;
import dev.javacdk.core.sync.StreamFailure;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the streams one after the other, in catalog order, on the calling thread. */
public final class SequentialReadEngine implements ReadEngine {

  @Override
  public List<StreamFailure> read(Sync sync) {
    List<StreamFailure> failures = new ArrayList<>();
    ParentFeeds feeds = ParentFeeds.of(sync.streams(), ParentFeeds.MOST_BYTES);
    for (StreamPlan plan : sync.streams()) {
      if (sync.stopOnFailure() && !failures.isEmpty()) {
        break;
      }
      read(plan, sync, feeds).ifPresent(failures::add);
      feeds.over(plan.id());
    }
    return failures;
  }

  private static Optional<StreamFailure> read(StreamPlan plan, Sync sync, ParentFeeds feeds) {
    sync.messages().status(plan.id(), StreamStatus.STARTED);
    try {
      new StreamReading(plan, sync, feeds).read();
      sync.messages().status(plan.id(), StreamStatus.COMPLETE);
      return Optional.empty();
    } catch (ReadStopped e) {
      sync.messages().status(plan.id(), StreamStatus.INCOMPLETE);
      throw e;
    } catch (Throwable e) {
      Fatal.throwFrom(e);
      SourceError error = Failures.of(e, "stream '" + plan.id() + "'");
      sync.messages().error(error, Optional.of(plan.id()));
      sync.messages().status(plan.id(), StreamStatus.INCOMPLETE);
      return Optional.of(new StreamFailure(plan.id(), error));
    }
  }
}
