package dev.javacdk.flink.savepoint;

import dev.javacdk.api.error.ConfigError;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;

/**
 * A savepoint, or a complete checkpoint that was retained: which sources of the kit are in it.
 * Nothing is written there. Confined to the main thread.
 *
 * @param path where it is
 * @param sources those of the kit
 * @param others how many more operators there are
 */
record Savepoint(String path, List<SavedSource> sources, int others) {

  /**
   * Reads which sources it has.
   *
   * @throws ConfigError where nothing is there, or it is no savepoint
   */
  static Savepoint at(String path) {
    CheckpointMetadata metadata = metadata(path);
    List<SavedSource> sources =
        metadata.getOperatorStates().stream()
            .map(SavedSource::of)
            .flatMap(Optional::stream)
            .toList();
    return new Savepoint(path, sources, metadata.getOperatorStates().size() - sources.size());
  }

  private static CheckpointMetadata metadata(String path) {
    try {
      CompletedCheckpointStorageLocation at =
          AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(path);
      try (DataInputStream in = new DataInputStream(at.getMetadataHandle().openInputStream())) {
        return Checkpoints.loadCheckpointMetadata(
            in, Savepoint.class.getClassLoader(), at.getExternalPointer());
      }
    } catch (FileNotFoundException e) {
      throw new ConfigError("there is no savepoint at " + path + ": " + words(e), e);
    } catch (IOException | RuntimeException e) {
      throw new ConfigError("what is at " + path + " is no savepoint: " + words(e), e);
    }
  }

  /**
   * The source that is meant.
   *
   * @param name what the job calls it; empty where there is only one
   * @throws ConfigError where there is none, or not just one
   */
  SavedSource source(Optional<String> name) {
    if (sources.isEmpty()) {
      throw new ConfigError(
          ("the savepoint at %s has no source of the kit among its %d operators:"
                  + " of a source that has ended, nothing is kept")
              .formatted(path, others));
    }
    List<SavedSource> meant =
        sources.stream().filter(source -> name.isEmpty() || source.isCalled(name.get())).toList();
    if (meant.size() == 1) {
      return meant.get(0);
    }
    String there = sources.stream().map(SavedSource::toString).collect(Collectors.joining(", "));
    throw new ConfigError(
        name.isEmpty()
            ? "the savepoint has more than one source: choose by --uid among " + there
            : "the savepoint has %s source that is called '%s': it has %s"
                .formatted(meant.isEmpty() ? "no" : "more than one", name.get(), there));
  }

  /** What went wrong, in one line. */
  static String words(Throwable failure) {
    String said = failure.getMessage();
    Throwable cause = failure.getCause();
    String words = said == null ? failure.getClass().getSimpleName() : said;
    String first = words.lines().findFirst().orElse("").strip();
    return cause == null || first.contains(String.valueOf(cause.getMessage()))
        ? first
        : first + ": " + words(cause);
  }
}
