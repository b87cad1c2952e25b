package dev.javacdk.legacy;

import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.read.RecordReader;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.checkpoint.OwnSlices;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An old stream that keeps no state, as a stream of today: pulls its records slice by slice and
 * pushes them. It can go with {@link LegacyStream}. Confined to the thread that reads.
 */
class PulledStream implements Stream, RecordReader, OwnSlices {

  private static final Logger LOG = SafeLogs.of(PulledStream.class);

  private final LegacyStream stream;
  private final AtomicBoolean saidNull = new AtomicBoolean();

  PulledStream(LegacyStream stream) {
    this.stream = stream;
  }

  @Override
  public final String name() {
    return stream.name();
  }

  @Override
  public final Schema schema() {
    return stream.schema();
  }

  @Override
  public final Optional<String> namespace() {
    return stream.namespace();
  }

  @Override
  public final List<List<String>> primaryKey() {
    return stream.primaryKey();
  }

  @Override
  public final Optional<Cursor> cursor() {
    return stream.cursor();
  }

  @Override
  public final boolean readsInPages() {
    return false;
  }

  @Override
  public final PageReader reader(Partition partition) {
    return this;
  }

  @Override
  public Iterator<StreamSlice> slices(StreamState incoming) {
    return givenSlices();
  }

  final Iterator<StreamSlice> givenSlices() {
    return new GivenSlices(stream, () -> StateMaps.of(current()), this::warnOfNull);
  }

  private void warnOfNull() {
    if (!saidNull.getAndSet(true)) {
      LOG.warn(
          "stream '{}': null as a slice is deprecated and read as one empty slice; return"
              + " List.of(Map.of()), or leave slices() out",
          name());
    }
  }

  /** What was read so far. */
  StreamState current() {
    return StreamState.initial();
  }

  /**
   * Reads a slice that the stream gave; or, asked for the whole stream (as a parent is), all that
   * it gives.
   */
  @Override
  public void readRecords(StreamSlice slice, RecordOutput output, ReadContext context)
      throws Exception {
    if (MappingSlice.isGiven(slice)) {
      pull(slice, output, context);
      return;
    }
    for (Iterator<StreamSlice> given = givenSlices(); given.hasNext(); ) {
      pull(given.next().at(slice.cursor()), output, context);
    }
  }

  final void pull(StreamSlice slice, RecordOutput output, ReadContext context) throws Exception {
    ObjectNode state = StateMaps.of(current());
    Iterator<?> records = stream.records(MappingSlice.of(name(), slice), state, context);
    if (records == null) {
      throw new SystemError(
          "stream '%s': records(...) returned null for %s; return an empty iterator"
              .formatted(name(), slice.describe()));
    }
    try {
      beforeNext();
      while (records.hasNext()) {
        push(records.next(), output);
        beforeNext();
      }
    } finally {
      if (records instanceof AutoCloseable open) {
        open.close();
      }
    }
  }

  /** Called before each record is pulled: everything pulled so far was written. */
  void beforeNext() {}

  private void push(Object record, RecordOutput output) {
    if (record == null) {
      throw new SystemError(
          "stream '" + name() + "': its records hold a null; a record is never null");
    }
    emit(record, output);
  }

  /** Writes the record. */
  void emit(Object record, RecordOutput output) {
    if (record instanceof JsonNode json) {
      output.emit(json);
    } else {
      output.emitValue(record);
    }
  }
}
