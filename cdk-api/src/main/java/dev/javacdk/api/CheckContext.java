package dev.javacdk.api;

import dev.javacdk.api.read.SourceContext;

/** What a check may ask of the kit. Confined to the thread that checks. */
public interface CheckContext extends SourceContext {

  /**
   * Reads the first record of a stream, through its parents where it has some, and stops there. A
   * stream that turns out to be empty is fine.
   *
   * @throws Exception where the stream cannot be read
   */
  void readFirstRecord(Stream stream) throws Exception;
}
