package dev.javacdk.http.json;

import dev.javacdk.api.read.JsonLimits;
import dev.javacdk.api.read.RecordOutput;
import tools.jackson.core.JsonParser;

/**
 * Takes records also where they lie in memory, so that they need not be parsed. Called on the
 * thread that reads; may block.
 */
public interface ByteSink extends RecordSink {

  /**
   * Takes the record that begins at this offset.
   *
   * @param from where its opening brace is
   * @param to where the body ends
   * @return the offset behind its closing brace
   * @throws tools.jackson.core.JacksonException where it cannot be read; then it was not taken
   */
  int take(byte[] json, int from, int to, JsonLimits limits);

  /**
   * Passes over a record that was taken where it lay, when the body has to be parsed all the same:
   * the parser stands on its start, and must stand on its end afterwards.
   */
  default void pass(JsonParser parser) {
    parser.skipChildren();
  }

  /** Hands all records on to this output. */
  static ByteSink to(RecordOutput output) {
    return new ByteSink() {
      @Override
      public void take(JsonParser parser) {
        output.emit(parser);
      }

      @Override
      public int take(byte[] json, int from, int to, JsonLimits limits) {
        return output.emit(json, from, to, limits);
      }
    };
  }
}
