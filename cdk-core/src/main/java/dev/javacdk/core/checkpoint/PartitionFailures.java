package dev.javacdk.core.checkpoint;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SourceError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.log.SafeLogs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Keeps the first failure of a stream's partitions, and counts the others. Each is logged when it
 * happens. Confined to its reader.
 */
public final class PartitionFailures {

  private static final Logger LOG = SafeLogs.of(PartitionFailures.class);

  private final String stream;
  private @Nullable Throwable first;
  private String firstWhat = "";
  private int count;

  /** The failures of this stream. */
  public PartitionFailures(String stream) {
    this.stream = stream;
  }

  /** Something of the stream failed. */
  public void add(String what, Throwable failure) {
    if (failure instanceof ConfigError && !LOG.isDebugEnabled()) {
      // Who can mend it needs no code to look at.
      LOG.error("stream '{}': {} failed: {}", stream, what, failure.getMessage());
    } else {
      LOG.error("stream '{}': {} failed: {}", stream, what, failure.getMessage(), failure);
    }
    if (first == null) {
      first = failure;
      firstWhat = what;
    }
    count++;
  }

  /** Whether nothing failed. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** One error for all: of the kind of the first, with its message. */
  public SourceError summary(boolean stoppedEarly) {
    Throwable cause = first;
    if (cause == null) {
      throw new IllegalStateException("nothing failed");
    }
    String others = count == 1 ? "" : " (and " + (count - 1) + " more)";
    String early = stoppedEarly ? "; too many failed, no more were started" : "";
    SourceError error =
        cause instanceof SourceError known
            ? known
            : new SystemError(
                cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    return error.withMessage(
        "stream '%s': %s failed%s%s: %s"
            .formatted(stream, firstWhat, others, early, error.getMessage()));
  }
}
