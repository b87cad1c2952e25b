package dev.javacdk.flink.split;

import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Told by a reader to the enumerator with each checkpoint: all of its splits, as that checkpoint
 * has them. True once the checkpoint is complete, and not before.
 *
 * @param checkpoint which
 * @param words one for each split
 */
public record ReaderWords(long checkpoint, List<Word> words) implements SourceEvent {

  private static final long serialVersionUID = 1;

  /** Keeps a copy. */
  public ReaderWords {
    words = List.copyOf(words);
  }
}
