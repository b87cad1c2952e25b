package dev.javacdk.http.json;

import tools.jackson.core.JsonParser;

/** Takes the records of a body as they are met. Called on the thread that reads; may block. */
@FunctionalInterface
public interface RecordSink {

  /**
   * Takes one record: the parser stands on the start of an object, and must stand on its end
   * afterwards.
   */
  void take(JsonParser parser);
}
