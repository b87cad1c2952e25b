package dev.javacdk.flink.reader;

import org.apache.flink.api.connector.source.ReaderOutput;

/**
 * What is emitted of a record.
 *
 * @param value the element
 * @param time its event time, in milliseconds since 1970; {@link RecordTime#NONE} where it has none
 */
record Element<T>(T value, long time) {

  void emit(ReaderOutput<T> output) {
    if (time == RecordTime.NONE) {
      output.collect(value);
    } else {
      output.collect(value, time);
    }
  }
}
