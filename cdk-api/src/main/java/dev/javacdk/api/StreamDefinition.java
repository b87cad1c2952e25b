package dev.javacdk.api;

import dev.javacdk.api.spec.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A stream as a value: a name, a reader and what is said of them. Each method that says something
 * more returns a changed copy. Immutable; safe for use by many threads.
 */
@CheckReturnValue
public final class StreamDefinition implements Stream {

  private final String name;
  private final PageReader reader;
  private final Schema schema;
  private final @Nullable String namespace;
  private final List<List<String>> primaryKey;
  private final @Nullable Cursor cursor;
  private final Partitions partitions;
  private final boolean checkpoints;
  private final @Nullable String group;
  private final int mostWorkers;

  private StreamDefinition(
      String name,
      PageReader reader,
      Schema schema,
      @Nullable String namespace,
      List<List<String>> primaryKey,
      @Nullable Cursor cursor,
      Partitions partitions,
      boolean checkpoints,
      @Nullable String group,
      int mostWorkers) {
    this.name = Objects.requireNonNull(name, "name");
    this.reader = Objects.requireNonNull(reader, "reader");
    this.schema = Objects.requireNonNull(schema, "schema");
    this.namespace = namespace;
    this.primaryKey = List.copyOf(primaryKey);
    this.cursor = cursor;
    this.partitions = Objects.requireNonNull(partitions, "partitions");
    this.checkpoints = checkpoints;
    this.group = group;
    this.mostWorkers = mostWorkers;
  }

  static StreamDefinition of(String name, PageReader reader) {
    return new StreamDefinition(
        name, reader, Schema.any(), null, List.of(), null, Partitions.single(), true, null, 0);
  }

  /** With this schema. */
  public StreamDefinition schema(Schema schema) {
    return new StreamDefinition(
        name,
        reader,
        schema,
        namespace,
        primaryKey,
        cursor,
        partitions,
        checkpoints,
        group,
        mostWorkers);
  }

  /** With the schema of a Java record. */
  public StreamDefinition schema(Class<? extends Record> type) {
    return schema(Schema.of(type));
  }

  /** In this namespace. */
  public StreamDefinition namespace(String namespace) {
    return new StreamDefinition(
        name,
        reader,
        schema,
        namespace,
        primaryKey,
        cursor,
        partitions,
        checkpoints,
        group,
        mostWorkers);
  }

  /** With a primary key of one or more fields at the top of the record. */
  public StreamDefinition key(String... fields) {
    return primaryKey(Arrays.stream(fields).map(List::of).toList());
  }

  /** With a primary key of one or more paths. */
  public StreamDefinition primaryKey(List<List<String>> paths) {
    return new StreamDefinition(
        name,
        reader,
        schema,
        namespace,
        paths,
        cursor,
        partitions,
        checkpoints,
        group,
        mostWorkers);
  }

  /** Read incrementally by this field. */
  public StreamDefinition cursor(Cursor cursor) {
    return new StreamDefinition(
        name,
        reader,
        schema,
        namespace,
        primaryKey,
        cursor,
        partitions,
        checkpoints,
        group,
        mostWorkers);
  }

  /** In these parts. */
  public StreamDefinition partitions(Partitions partitions) {
    return new StreamDefinition(
        name,
        reader,
        schema,
        namespace,
        primaryKey,
        cursor,
        partitions,
        checkpoints,
        group,
        mostWorkers);
  }

  /** Positions are good within one process only: a later attempt starts again. */
  public StreamDefinition withoutCheckpoints() {
    return new StreamDefinition(
        name, reader, schema, namespace, primaryKey, cursor, partitions, false, group, mostWorkers);
  }

  /** Never read at the same time as another stream of this group. */
  public StreamDefinition group(String group) {
    return new StreamDefinition(
        name,
        reader,
        schema,
        namespace,
        primaryKey,
        cursor,
        partitions,
        checkpoints,
        group,
        mostWorkers);
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
    return new StreamDefinition(
        name,
        reader,
        schema,
        namespace,
        primaryKey,
        cursor,
        partitions,
        checkpoints,
        group,
        workers);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public PageReader reader(Partition partition) {
    return reader;
  }

  @Override
  public Optional<String> namespace() {
    return Optional.ofNullable(namespace);
  }

  @Override
  public List<List<String>> primaryKey() {
    return primaryKey;
  }

  @Override
  public Optional<Cursor> cursor() {
    return Optional.ofNullable(cursor);
  }

  @Override
  public Partitions partitions() {
    return partitions;
  }

  @Override
  public boolean supportsCheckpointing() {
    return checkpoints;
  }

  @Override
  public Optional<String> group() {
    return Optional.ofNullable(group);
  }

  @Override
  public OptionalInt mostWorkers() {
    return mostWorkers == 0 ? OptionalInt.empty() : OptionalInt.of(mostWorkers);
  }

  /** The stream's name. */
  @Override
  public String toString() {
    return name;
  }
}
