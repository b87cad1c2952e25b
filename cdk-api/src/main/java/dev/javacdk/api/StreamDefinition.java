package dev.javacdk.api;

import dev.javacdk.api.spec.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stream as a value: a name, a reader and what is said of them. Each method that says something
 * more returns a changed copy. Immutable; safe for use by many threads.
 */
@CheckReturnValue
public final class StreamDefinition implements Stream {

  private final Said said;

  private StreamDefinition(Said said) {
    this.said = said;
  }

  /** What was said so far; changed only while it is being copied. */
  private static final class Said {
    private final String name;
    private final PageReader reader;
    private Schema schema = Schema.any();
    private @Nullable String namespace;
    private List<List<String>> primaryKey = List.of();
    private @Nullable Cursor cursor;
    private Partitions partitions = Partitions.single();
    private boolean checkpoints = true;
    private boolean stable = true;
    private @Nullable CursorFilter cursorFilter;
    private @Nullable Long foldPast;
    private @Nullable String group;
    private @Nullable Integer mostWorkers;
    private UnaryOperator<ObjectNode> migration = UnaryOperator.identity();

    Said(String name, PageReader reader) {
      this.name = Objects.requireNonNull(name, "name");
      this.reader = Objects.requireNonNull(reader, "reader");
    }

    Said(Said other) {
      this.name = other.name;
      this.reader = other.reader;
      this.schema = other.schema;
      this.namespace = other.namespace;
      this.primaryKey = other.primaryKey;
      this.cursor = other.cursor;
      this.partitions = other.partitions;
      this.checkpoints = other.checkpoints;
      this.stable = other.stable;
      this.cursorFilter = other.cursorFilter;
      this.foldPast = other.foldPast;
      this.group = other.group;
      this.mostWorkers = other.mostWorkers;
      this.migration = other.migration;
    }
  }

  static StreamDefinition of(String name, PageReader reader) {
    return new StreamDefinition(new Said(name, reader));
  }

  private StreamDefinition with(Consumer<Said> change) {
    Said copy = new Said(said);
    change.accept(copy);
    return new StreamDefinition(copy);
  }

  /** With this schema. */
  public StreamDefinition schema(Schema schema) {
    Objects.requireNonNull(schema, "schema");
    return with(s -> s.schema = schema);
  }

  /** With the schema of a Java record. */
  public StreamDefinition schema(Class<? extends Record> type) {
    return schema(Schema.of(type));
  }

  /** In this namespace. */
  public StreamDefinition namespace(String namespace) {
    return with(s -> s.namespace = namespace);
  }

  /** With a primary key of one or more fields at the top of the record. */
  public StreamDefinition key(String... fields) {
    return primaryKey(Arrays.stream(fields).map(List::of).toList());
  }

  /** With a primary key of one or more paths. */
  public StreamDefinition primaryKey(List<List<String>> paths) {
    List<List<String>> copy = List.copyOf(paths);
    return with(s -> s.primaryKey = copy);
  }

  /** Read incrementally by this field. */
  public StreamDefinition cursor(Cursor cursor) {
    return with(s -> s.cursor = cursor);
  }

  /** In these parts. */
  public StreamDefinition partitions(Partitions partitions) {
    Objects.requireNonNull(partitions, "partitions");
    return with(s -> s.partitions = partitions);
  }

  /** Positions are good within one process only: a later attempt starts again. */
  public StreamDefinition withoutCheckpoints() {
    return with(s -> s.checkpoints = false);
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

  /**
   * Folds the cursors of partitions that were read into one, once they take so many bytes of the
   * state; see {@link Stream#foldPast}.
   */
  public StreamDefinition foldPast(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("a state has at least 0 bytes, not " + bytes);
    }
    return with(s -> s.foldPast = bytes);
  }

  /** Never read at the same time as another stream of this group. */
  public StreamDefinition group(String group) {
    return with(s -> s.group = group);
  }

  /**
   * Read by so many workers at once at most.
   *
   * @param workers at least 1
   */
  public StreamDefinition mostWorkers(int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("a stream needs at least 1 worker, not " + workers);
    }
    return with(s -> s.mostWorkers = workers);
  }

  /**
   * With states of an older version, or of another connector, turned into those of today; see
   * {@link Stream#migrate}.
   *
   * @param migration takes the state as it came in, which it may change; pure
   */
  public StreamDefinition migrate(UnaryOperator<ObjectNode> migration) {
    Objects.requireNonNull(migration, "migration");
    return with(s -> s.migration = migration);
  }

  @Override
  public String name() {
    return said.name;
  }

  @Override
  public Schema schema() {
    return said.schema;
  }

  @Override
  public PageReader reader(Partition partition) {
    return said.reader;
  }

  @Override
  public Optional<String> namespace() {
    return Optional.ofNullable(said.namespace);
  }

  @Override
  public List<List<String>> primaryKey() {
    return said.primaryKey;
  }

  @Override
  public Optional<Cursor> cursor() {
    return Optional.ofNullable(said.cursor);
  }

  @Override
  public Partitions partitions() {
    return said.partitions;
  }

  @Override
  public boolean supportsCheckpointing() {
    return said.checkpoints;
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

  @Override
  public OptionalLong foldPast() {
    Long bytes = said.foldPast;
    return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  @Override
  public Optional<String> group() {
    return Optional.ofNullable(said.group);
  }

  @Override
  public OptionalInt mostWorkers() {
    Integer most = said.mostWorkers;
    return most == null ? OptionalInt.empty() : OptionalInt.of(most);
  }

  @Override
  public ObjectNode migrate(ObjectNode state) {
    return said.migration.apply(state);
  }

  /** The stream's name. */
  @Override
  public String toString() {
    return said.name;
  }
}
