package dev.javacdk.api.read;

/** What a reader may ask of the kit while it reads a stream. Safe for use by many threads. */
public interface ReadContext extends SourceContext {

  /** The name of the stream that is being read. */
  String stream();

  /**
   * Tells the platform how many records this stream is going to have in this sync; the last
   * estimate counts.
   *
   * @param records at least 0
   */
  void estimate(long records);

  /**
   * How many records to ask for a page, where the operator says so ({@code _page_size} in the
   * config); {@code otherwise} where not.
   */
  int pageSize(int otherwise);

  /**
   * How many pages of a listing to ask for at once before their turn, where the operator says so
   * ({@code _read_ahead} in the config); {@code otherwise} where not. Never more than there are
   * workers; 0 where the operator limits how many records are read.
   */
  default int pagesAhead(int otherwise) {
    return 0;
  }
}
