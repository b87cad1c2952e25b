package dev.javacdk.api.read;

import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;

/**
 * Reads all that a slice asks for; a normal return says that it is complete. A {@link PageReader}
 * with one page.
 *
 * <p>With {@link StateMixin} beside it, it reads one page a call, and its state says how to go on.
 * Threads as {@link PageReader}.
 */
@FunctionalInterface
@SuppressWarnings("FunctionalInterfaceMethodChanged") // one page that is all of it: meant
public interface RecordReader extends PageReader {

  /**
   * Writes all records of the slice.
   *
   * @param slice which partition, and where in it to begin
   * @param output takes the records; belongs to this call and this thread
   * @param context what the reader may ask of the kit meanwhile
   * @throws Exception where they cannot be read, as {@link PageReader#readPage} says
   */
  void readRecords(StreamSlice slice, RecordOutput output, ReadContext context) throws Exception;

  @Override
  default Progress readPage(StreamSlice slice, RecordOutput output, ReadContext context)
      throws Exception {
    readRecords(slice, output, context);
    return Progress.complete();
  }
}
