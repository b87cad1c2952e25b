package dev.javacdk.flink.enumerator;

import dev.javacdk.flink.split.Word;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A checkpoint under way: what it has of the enumerator, and what the readers say that it has of
 * them. Confined to the coordinator thread.
 */
final class Checkpoint {

  private final EnumeratorState state;
  private final long kept;
  private final Map<Integer, List<Word>> words = new LinkedHashMap<>();

  /**
   * The enumerator's part.
   *
   * @param kept the latest checkpoint whose words are in it
   */
  Checkpoint(EnumeratorState state, long kept) {
    this.state = state;
    this.kept = kept;
  }

  /** What this reader says of it. */
  void heard(int reader, List<Word> said) {
    words.put(reader, said);
  }

  /** The latest checkpoint whose words are in it; negative where none is. */
  long kept() {
    return kept;
  }

  /** All that was said of it. */
  List<Word> words() {
    return words.values().stream().flatMap(List::stream).toList();
  }

  /** What it has of a stream; empty where it does not know it. */
  Optional<ObjectNode> of(String stream) {
    return state.streams().stream()
        .filter(books -> books.required(StreamBooks.STREAM).asString().equals(stream))
        .findFirst();
  }

  /**
   * The books of a stream as all of the checkpoint has them. Empty where not everybody was heard
   * who reads a part of it.
   */
  Optional<StandingBooks> union(StreamBooks live, InstantSource clock) {
    StreamBooks books = StreamBooks.restore(live.stream, of(live.name).orElseThrow(), clock);
    Set<Long> unheard = new HashSet<>(books.out());
    for (Word word : words()) {
      if (word.stream().equals(live.name) && books.stand(word.number(), word.reached())) {
        unheard.remove(word.number());
      }
    }
    return unheard.isEmpty()
        ? Optional.of(new StandingBooks(live, books, state.began()))
        : Optional.empty();
  }
}
