package dev.javacdk.core.sync;

import dev.javacdk.api.error.SourceError;
import dev.javacdk.core.message.StreamId;

/**
 * A stream that was not read to its end.
 *
 * @param stream which
 * @param error why, as it was reported
 */
public record StreamFailure(StreamId stream, SourceError error) {}
