package dev.javacdk.core.read;

import static java.util.Objects.requireNonNull;

import dev.javacdk.api.CheckContext;
import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.CheckpointReader;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.checkpoint.CheckpointReaders;
import dev.javacdk.core.checkpoint.FailureTolerant;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.message.Fatal;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.Redactor;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.page.DeclaredFields;
import dev.javacdk.core.page.ParentStreams;
import dev.javacdk.core.page.PartitionPages;
import dev.javacdk.core.sync.KitContext;
import dev.javacdk.core.sync.LiveConfig;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.core.sync.StreamNotices;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the first record of a stream and stops: what a check does. Confined to its thread. */
public final class FirstRecord extends KitContext implements CheckContext {

  private final StopSignal stop;
  private final Redactor redactor;

  /** A context for a check. */
  public FirstRecord(Messages messages, LiveConfig config, KitSettings settings, StopSignal stop) {
    super(Optional.empty(), messages, config, settings, stop);
    this.stop = stop;
    this.redactor = messages.redactor();
  }

  @Override
  public void readFirstRecord(Stream stream) throws Exception {
    StreamNotices notices = new StreamNotices(StreamId.of(stream), redactor);
    CheckpointReader slices =
        CheckpointReaders.of(
            stream,
            JsonNodeFactory.instance.objectNode(),
            new ParentStreams(stream, this, stop, notices),
            stop.clock());
    PartitionPages pages = new PartitionPages(stream, StreamState.initial());
    Enough enough = new Enough(stream, new DeclaredFields(stream, notices).page());
    try {
      for (Optional<StreamSlice> slice = slices.next(); slice.isPresent(); slice = slices.next()) {
        readOne(slices, pages, slice.get(), enough);
      }
    } catch (ReadStopped e) {
      if (!enough.seen) {
        throw e;
      }
      enough.judge();
      new FilterCheck(stream, this, stop.clock()).by(enough.record(), enough.slice());
    } finally {
      notices.sayCounted();
    }
  }

  private void readOne(
      CheckpointReader slices, PartitionPages pages, StreamSlice slice, Enough enough)
      throws Exception {
    try {
      enough.of(slice);
      slices.observe(pages.read(slice, enough, this));
    } catch (InterruptedException | ReadStopped e) {
      throw e;
    } catch (Throwable e) {
      Fatal.throwFrom(e);
      if (!(slices instanceof FailureTolerant tolerant && tolerant.bears(e))) {
        throw e;
      }
    }
    if (enough.seen) {
      throw new ReadStopped("one record is enough");
    }
  }

  /** Takes one record and wants no more. */
  private static final class Enough implements RecordOutput {
    private final Stream stream;
    private final DeclaredFields.@Nullable Page fields;
    private boolean seen;
    private @Nullable JsonNode record;
    private @Nullable StreamSlice slice;

    Enough(Stream stream, DeclaredFields.@Nullable Page fields) {
      this.stream = stream;
      this.fields = fields;
    }

    /** From now on a page of this slice is read. */
    void of(StreamSlice read) {
      slice = read;
    }

    /** The record that was taken. */
    JsonNode record() {
      return requireNonNull(record);
    }

    /** The page that gave it. */
    StreamSlice slice() {
      return requireNonNull(slice);
    }

    @Override
    public void emit(JsonNode tree) {
      seen = true;
      record = ExactJson.finite(tree);
      throw new ReadStopped("one record is enough");
    }

    @Override
    public void emit(JsonParser parser) {
      emit(ExactJson.readTree(parser));
    }

    @Override
    public void emitValue(Object value) {
      emit(ExactJson.MAPPER.<JsonNode>valueToTree(value));
    }

    @Override
    public boolean discardPage() {
      return true;
    }

    /**
     * Says what the record lacks of what the stream says of it.
     *
     * @throws SystemError where the cursor cannot read its value
     */
    void judge() {
      JsonNode first = record;
      if (first == null) {
        return;
      }
      if (fields != null) {
        fields.look(first);
        fields.end();
      }
      stream
          .cursor()
          .filter(cursor -> !cursor.passesOverUnreadable())
          .ifPresent(cursor -> requireReadable(cursor, first.get(cursor.field())));
    }

    private void requireReadable(Cursor cursor, @Nullable JsonNode value) {
      try {
        Object unused = cursor.values().valueOf(value);
      } catch (SystemError e) {
        throw new SystemError("stream '%s': %s".formatted(stream.name(), e.getMessage()), e);
      }
    }
  }
}
