package dev.javacdk.flink.reader;

import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.CursorValues;
import dev.javacdk.flink.job.RecordLine;
import java.time.InstantSource;

/**
 * The event time of the records of a stream: what its cursor field says, and where a record says
 * nothing, when it was read. Confined to the fetch thread.
 */
interface RecordTime {

  /** No event time. */
  long NONE = Long.MIN_VALUE;

  /** In milliseconds since 1970, or {@link #NONE}. */
  long of(RecordLine record);

  /** No record has one. */
  static RecordTime none() {
    return record -> NONE;
  }

  /** Those of a stream with a cursor of points in time. */
  static RecordTime of(Stream stream, InstantSource clock) {
    String field = stream.cursor().orElseThrow().field();
    CursorValues values = stream.cursor().orElseThrow().values();
    return record -> {
      String value = values.textOf(record.field(field));
      return value == null ? clock.millis() : values.instantOf(value).toEpochMilli();
    };
  }
}
