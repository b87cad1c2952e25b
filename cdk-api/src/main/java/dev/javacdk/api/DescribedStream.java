package dev.javacdk.api;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.internal.CheckReturnValue;
import dev.javacdk.api.spec.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stream as a value, of which can be said what can be said of any stream, however it is read.
 * Each method that says something more returns a changed copy. Immutable; safe for use by many
 * threads.
 *
 * @param <S> the kind of stream that a copy is of
 */
@CheckReturnValue
public abstract class DescribedStream<S extends DescribedStream<S>> implements Stream {

  private final StreamTraits traits;

  /** A stream of which this was said. */
  protected DescribedStream(StreamTraits traits) {
    this.traits = traits;
  }

  /** The same stream, of which this was said. */
  protected abstract S with(StreamTraits traits);

  /** What was said of it. */
  protected final StreamTraits traits() {
    return traits;
  }

  private S said(Consumer<StreamTraits> change) {
    return with(traits.with(change));
  }

  /** With this schema. */
  public S schema(Schema schema) {
    Objects.requireNonNull(schema, "schema");
    return said(t -> t.schema = schema);
  }

  /** With the schema of a Java record. */
  public S schema(Class<? extends Record> type) {
    return schema(Schema.of(type));
  }

  /** In this namespace. */
  public S namespace(String namespace) {
    Objects.requireNonNull(namespace, "namespace");
    return said(t -> t.namespace = namespace);
  }

  /** With a primary key of one or more fields at the top of the record. */
  public S key(String... fields) {
    return primaryKey(Arrays.stream(fields).map(List::of).toList());
  }

  /** With a primary key of one or more paths. */
  public S primaryKey(List<List<String>> paths) {
    List<List<String>> copy = paths.stream().map(List::copyOf).toList();
    return said(t -> t.primaryKey = copy);
  }

  /** Read incrementally by this field. */
  public S cursor(Cursor cursor) {
    Objects.requireNonNull(cursor, "cursor");
    return said(t -> t.cursor = cursor);
  }

  /** Positions are good within one process only (a scroll): a later attempt starts again. */
  public S withoutCheckpoints() {
    return said(t -> t.checkpoints = false);
  }

  /**
   * Folds the cursors of partitions that were read into one, once they take so many bytes of the
   * state; see {@link Stream#foldPast}.
   */
  public S foldPast(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("a state has at least 0 bytes, not " + bytes);
    }
    return said(t -> t.foldPast = OptionalLong.of(bytes));
  }

  /** Never read at the same time as another stream of this group. */
  public S group(String group) {
    Objects.requireNonNull(group, "group");
    return said(t -> t.group = group);
  }

  /**
   * Read by so many workers at once at most.
   *
   * @param workers at least 1
   */
  public S mostWorkers(int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("a stream needs at least 1 worker, not " + workers);
    }
    return said(t -> t.mostWorkers = OptionalInt.of(workers));
  }

  /**
   * With states of an older version, or of another connector, turned into those of today; see
   * {@link Stream#migrate}.
   *
   * @param migration takes the state as it came in, which it may change; pure
   */
  public S migrate(UnaryOperator<ObjectNode> migration) {
    Objects.requireNonNull(migration, "migration");
    return said(t -> t.migration = migration);
  }

  @Override
  public Schema schema() {
    return traits.schema;
  }

  @Override
  public Optional<String> namespace() {
    return Optional.ofNullable(traits.namespace);
  }

  @Override
  public List<List<String>> primaryKey() {
    return traits.primaryKey;
  }

  @Override
  public Optional<Cursor> cursor() {
    return traits.cursor();
  }

  @Override
  public boolean supportsCheckpointing() {
    return traits.checkpoints;
  }

  @Override
  public OptionalLong foldPast() {
    return traits.foldPast;
  }

  @Override
  public Optional<String> group() {
    return Optional.ofNullable(traits.group);
  }

  @Override
  public OptionalInt mostWorkers() {
    return traits.mostWorkers;
  }

  @Override
  public ObjectNode migrate(ObjectNode state) {
    return traits.migration.apply(state);
  }
}
