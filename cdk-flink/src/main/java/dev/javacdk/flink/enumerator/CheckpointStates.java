package dev.javacdk.flink.enumerator;

import dev.javacdk.api.Stream;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.flink.job.ConnectorFailure;
import dev.javacdk.flink.job.OpenedSource;
import dev.javacdk.flink.split.PartitionSplit;
import dev.javacdk.flink.split.Word;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The states that a complete checkpoint stands for, where its job does not run any more. */
public final class CheckpointStates {

  private static final long NONE = -1;

  private CheckpointStates() {}

  /**
   * The states of its streams, as the job tells them.
   *
   * @param source knows all of its streams
   * @param state what it has of the enumerator
   * @param splits what it has of all readers
   * @return STATE messages, without line feeds; none of a stream that says nothing yet
   * @throws ConnectorFailure where a part of it is missing, or its streams are not those
   */
  public static List<String> of(
      OpenedSource source, EnumeratorState state, List<PartitionSplit> splits) {
    Checkpoint checkpoint = new Checkpoint(state, NONE);
    checkpoint.heard(0, splits.stream().map(Word::of).toList());
    List<String> lines = new ArrayList<>();
    InstantSource clock = source.sync().clock();
    StatesOut out = new StatesOut(lines::add, clock);
    try {
      for (ObjectNode json : state.streams()) {
        Stream stream = source.stream(json.required(StreamBooks.STREAM).asString());
        StreamBooks books = StreamBooks.restore(stream, json, clock);
        out.completed(List.of(checkpoint.union(books, clock).orElseThrow(() -> damaged(books))));
      }
    } catch (Exception e) {
      throw source.told(e);
    }
    return lines;
  }

  private static SystemError damaged(StreamBooks books) {
    return new SystemError(
        "stream '%s' has splits that no reader has written: the checkpoint is damaged"
            .formatted(books.name));
  }
}
