package dev.javacdk.api;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.spec.Schema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was said of a stream, however it is read; handed from one copy of a {@link DescribedStream}
 * to the next. Immutable; safe for use by many threads.
 */
public final class StreamTraits {

  /** Of a stream of which nothing was said yet. */
  public static final StreamTraits NONE = new StreamTraits();

  Schema schema = Schema.any();
  @Nullable String namespace;
  List<List<String>> primaryKey = List.of();
  @Nullable Cursor cursor;
  boolean checkpoints = true;
  OptionalLong foldPast = OptionalLong.empty();
  @Nullable String group;
  OptionalInt mostWorkers = OptionalInt.empty();
  UnaryOperator<ObjectNode> migration = UnaryOperator.identity();

  private StreamTraits() {}

  /** A changed copy; fields are written here and nowhere else. */
  StreamTraits with(Consumer<StreamTraits> change) {
    StreamTraits copy = new StreamTraits();
    copy.schema = schema;
    copy.namespace = namespace;
    copy.primaryKey = primaryKey;
    copy.cursor = cursor;
    copy.checkpoints = checkpoints;
    copy.foldPast = foldPast;
    copy.group = group;
    copy.mostWorkers = mostWorkers;
    copy.migration = migration;
    change.accept(copy);
    return copy;
  }

  /** The cursor that was said; empty where none was. */
  public Optional<Cursor> cursor() {
    return Optional.ofNullable(cursor);
  }

  /** Paths to the fields that make a record unique; empty where nothing was said. */
  public List<List<String>> primaryKey() {
    return primaryKey;
  }
}
