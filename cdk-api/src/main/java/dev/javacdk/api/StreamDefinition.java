package dev.javacdk.api;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.CursorFilter;
import dev.javacdk.api.internal.CheckReturnValue;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.RecordReader;
import dev.javacdk.api.read.StateMixin;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream as a value: a name, a reader and what is said of them. Each method that says something
 * more returns a changed copy. Immutable; safe for use by many threads.
 */
@CheckReturnValue
public final class StreamDefinition extends DescribedStream<StreamDefinition> {

  private final Said said;

  private StreamDefinition(Said said, StreamTraits traits) {
    super(traits);
    this.said = said;
  }

  /** What was said of its reader so far; changed only while it is being copied. */
  private static final class Said {
    private final String name;
    private final PageReader reader;
    private Partitions partitions = Partitions.single();
    private boolean stable = true;
    private @Nullable CursorFilter cursorFilter;

    Said(String name, PageReader reader) {
      this.name = Objects.requireNonNull(name, "name");
      this.reader = Objects.requireNonNull(reader, "reader");
    }

    Said(Said other) {
      this.name = other.name;
      this.reader = other.reader;
      this.partitions = other.partitions;
      this.stable = other.stable;
      this.cursorFilter = other.cursorFilter;
    }
  }

  static StreamDefinition of(String name, PageReader reader) {
    return new StreamDefinition(new Said(name, reader), StreamTraits.NONE);
  }

  @Override
  protected StreamDefinition with(StreamTraits traits) {
    return new StreamDefinition(said, traits);
  }

  private StreamDefinition with(Consumer<Said> change) {
    Said copy = new Said(said);
    change.accept(copy);
    return new StreamDefinition(copy, traits());
  }

  /** In these parts. */
  public StreamDefinition partitions(Partitions partitions) {
    Objects.requireNonNull(partitions, "partitions");
    return with(s -> s.partitions = partitions);
  }

  /** Positions shift while rows come and go: they are page numbers or offsets. */
  public StreamDefinition withShiftingPositions() {
    return with(s -> s.stable = false);
  }

  /**
   * Its requests ask for what has changed since {@link StreamSlice#since}, like this: with it,
   * {@link #withShiftingPositions} and an {@link Cursor#ascending} cursor, pages follow each other
   * by the cursor.
   */
  public StreamDefinition filtering(CursorFilter filter) {
    Objects.requireNonNull(filter, "filter");
    return with(s -> s.cursorFilter = filter);
  }

  @Override
  public String name() {
    return said.name;
  }

  @Override
  public PageReader reader(Partition partition) {
    return said.reader;
  }

  @Override
  public Partitions partitions() {
    return said.partitions;
  }

  @Override
  public boolean readsInPages() {
    return said.reader instanceof StateMixin || !(said.reader instanceof RecordReader);
  }

  @Override
  public boolean positionsAreStable() {
    return said.stable;
  }

  @Override
  public Optional<CursorFilter> cursorFilter() {
    return Optional.ofNullable(said.cursorFilter);
  }

  /** The stream's name. */
  @Override
  public String toString() {
    return said.name;
  }
}
