package dev.javacdk.flink.job;

import java.io.Serializable;

/**
 * Makes elements of records. Called once a record, on the thread that reads.
 *
 * @param <T> the elements
 */
@FunctionalInterface
public interface RecordFormat<T> extends Serializable {

  /**
   * The element.
   *
   * @throws Exception where the record makes none: its partition fails
   */
  T read(RecordLine record) throws Exception;

  /** RECORD messages of the protocol, without their line feed. */
  static RecordFormat<String> messages() {
    return RecordLine::message;
  }

  /** The records' data as JSON. */
  static RecordFormat<String> json() {
    return RecordLine::json;
  }
}
