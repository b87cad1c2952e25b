package dev.javacdk.core.read;

import dev.javacdk.api.CheckContext;
import dev.javacdk.api.CheckpointReader;
import dev.javacdk.api.ReadStopped;
import dev.javacdk.api.RecordOutput;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.api.StreamState;
import dev.javacdk.core.checkpoint.CheckpointReaders;
import dev.javacdk.core.checkpoint.FailureTolerant;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.message.Messages;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the first record of a stream and stops: what a check does. Confined to its thread. */
public final class FirstRecord extends KitContext implements CheckContext {

  private final StopSignal stop;

  /** A context for a check. */
  public FirstRecord(Messages messages, LiveConfig config, KitSettings settings, StopSignal stop) {
    super(Optional.empty(), messages, config, settings, stop, InstantSource.system());
    this.stop = stop;
  }

  @Override
  public void readFirstRecord(Stream stream) throws Exception {
    CheckpointReader slices =
        CheckpointReaders.of(
            stream,
            JsonNodeFactory.instance.objectNode(),
            new ParentStreams(stream, this, stop),
            InstantSource.system());
    PartitionPages pages = new PartitionPages(stream, StreamState.initial());
    Enough enough = new Enough();
    try {
      for (Optional<StreamSlice> slice = slices.next(); slice.isPresent(); slice = slices.next()) {
        readOne(slices, pages, slice.get(), enough);
      }
    } catch (ReadStopped e) {
      if (!enough.seen) {
        throw e;
      }
    }
  }

  private void readOne(
      CheckpointReader slices, PartitionPages pages, StreamSlice slice, Enough enough)
      throws Exception {
    try {
      slices.observe(pages.read(slice, enough, this));
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      if (!(slices instanceof FailureTolerant tolerant)) {
        throw e;
      }
      tolerant.fail(e);
    }
    if (enough.seen) {
      throw new ReadStopped("one record is enough");
    }
  }

  /** Takes one record and wants no more. */
  private static final class Enough implements RecordOutput {
    private boolean seen;

    @Override
    public void emit(JsonNode record) {
      stop();
    }

    @Override
    public void emit(JsonParser parser) {
      stop();
    }

    @Override
    public void emitValue(Object record) {
      stop();
    }

    private void stop() {
      seen = true;
      throw new ReadStopped("one record is enough");
    }

    @Override
    public boolean discardPage() {
      return true;
    }
  }
}
