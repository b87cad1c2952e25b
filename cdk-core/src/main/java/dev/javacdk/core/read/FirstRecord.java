package dev.javacdk.core.read;

import dev.javacdk.api.CheckContext;
import dev.javacdk.api.CheckpointReader;
import dev.javacdk.api.Cursor;
import dev.javacdk.api.ReadStopped;
import dev.javacdk.api.RecordOutput;
import dev.javacdk.api.Stream;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.api.StreamState;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.core.checkpoint.CheckpointReaders;
import dev.javacdk.core.checkpoint.FailureTolerant;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.message.ExactJson;
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
    Enough enough = new Enough(stream);
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
    private final Stream stream;
    private final FieldsWatch fields;
    private boolean seen;

    Enough(Stream stream) {
      this.stream = stream;
      this.fields = FieldsWatch.of(stream);
    }

    @Override
    public void emit(JsonNode record) {
      seen = true;
      fields.look(record);
      fields.pageEnded();
      stream.cursor().ifPresent(cursor -> requireReadable(cursor, record));
      throw new ReadStopped("one record is enough");
    }

    /** A cursor of the wrong kind would fail the first sync. */
    private void requireReadable(Cursor cursor, JsonNode record) {
      if (cursor.passesOverUnreadable()) {
        return;
      }
      try {
        Optional<String> unused = cursor.valueOf(record.get(cursor.field()));
      } catch (SystemError e) {
        throw new SystemError("stream '%s': %s".formatted(stream.name(), e.getMessage()), e);
      }
    }

    @Override
    public void emit(JsonParser parser) {
      emit(ExactJson.readTree(parser));
    }

    @Override
    public void emitValue(Object record) {
      emit(ExactJson.MAPPER.<JsonNode>valueToTree(record));
    }

    @Override
    public boolean discardPage() {
      return true;
    }
  }
}
