package dev.javacdk.flink.savepoint;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.flink.enumerator.EnumeratorState;
import dev.javacdk.flink.enumerator.EnumeratorStateSerializer;
import dev.javacdk.flink.split.PartitionSplit;
import dev.javacdk.flink.split.SplitSerializer;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.state.DefaultOperatorStateBackend;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;

/**
 * What a savepoint has of one source of the kit, as Flink wrote it. Confined to the main thread.
 */
final class SavedSource {

  /** How Flink calls the splits of a reader. */
  private static final String SPLITS = "SourceReaderState";

  /** How Flink lays out what it keeps of an enumerator. */
  private static final int LAYOUT = 1;

  private final OperatorState operator;
  private final int version;
  private final byte[] enumerator;

  private SavedSource(OperatorState operator, int version, byte[] enumerator) {
    this.operator = operator;
    this.version = version;
    this.enumerator = enumerator;
  }

  /** What is kept of this operator; empty where it is no source of the kit. */
  static Optional<SavedSource> of(OperatorState operator) {
    ByteStreamStateHandle coordinator = operator.getCoordinatorState();
    if (coordinator == null) {
      return Optional.empty();
    }
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(coordinator.getData()))) {
      if (in.readInt() != LAYOUT) {
        return Optional.empty();
      }
      int version = in.readInt();
      int length = in.readInt();
      byte[] enumerator = in.readNBytes(Math.max(0, length));
      return enumerator.length == length && EnumeratorStateSerializer.isOne(enumerator)
          ? Optional.of(new SavedSource(operator, version, enumerator))
          : Optional.empty();
    } catch (IOException e) {
      // Another operator's coordinator, which writes something else.
      return Optional.empty();
    }
  }

  /** Whether the job calls it so: by its uid, the hash of that, or its name. */
  boolean isCalled(String name) {
    return name.equals(operator.getOperatorID().toString())
        || operator.getOperatorUid().filter(name::equals).isPresent()
        || operator.getOperatorName().filter(name::equals).isPresent();
  }

  /** What it is called, as the job's author said it. */
  String name() {
    return operator
        .getOperatorUid()
        .filter(uid -> !uid.isEmpty())
        .orElseGet(() -> operator.getOperatorID().toString());
  }

  /**
   * What its enumerator has written.
   *
   * @throws ConfigError where another version of the kit did
   */
  EnumeratorState enumerator() {
    try {
      return new EnumeratorStateSerializer().deserialize(version, enumerator);
    } catch (IOException e) {
      throw new ConfigError("source '" + name() + "': " + e.getMessage(), e);
    }
  }

  /**
   * What its readers have written, all of them.
   *
   * @throws ConfigError where it cannot be read, or another version of the kit has written it
   */
  List<PartitionSplit> splits() {
    List<OperatorStateHandle> handles = new ArrayList<>();
    operator.getStates().forEach(subtask -> handles.addAll(subtask.getManagedOperatorState()));
    List<PartitionSplit> splits = new ArrayList<>();
    try (CloseableRegistry streams = new CloseableRegistry();
        DefaultOperatorStateBackend backend =
            new DefaultOperatorStateBackendBuilder(
                    SavedSource.class.getClassLoader(),
                    new ExecutionConfig(),
                    false,
                    handles,
                    streams)
                .build()) {
      Iterable<byte[]> written =
          backend
              .getListState(
                  new ListStateDescriptor<>(SPLITS, BytePrimitiveArraySerializer.INSTANCE))
              .get();
      SplitSerializer serializer = new SplitSerializer();
      for (byte[] split : written) {
        splits.add(SimpleVersionedSerialization.readVersionAndDeSerialize(serializer, split));
      }
      return splits;
    } catch (Exception e) {
      throw new ConfigError(
          "source '%s': what its readers have written cannot be read: %s"
              .formatted(name(), Savepoint.words(e)),
          e);
    }
  }

  /** Its name and its streams. */
  @Override
  public String toString() {
    return "'%s' (%s)".formatted(name(), String.join(", ", enumerator().names()));
  }
}
