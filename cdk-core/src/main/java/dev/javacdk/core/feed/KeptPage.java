package dev.javacdk.core.feed;

import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is kept of a page that a parent's own stream has read: of each record that its reader has
 * emitted the fields that are wanted, and how its reader said to go on. Immutable; safe for use by
 * many threads.
 */
public final class KeptPage {

  private final StreamSlice slice;
  private final Progress progress;
  private final ParentFields fields;
  private final List<@Nullable JsonNode[]> records;
  private final Map<String, String> examples;
  private final long bytes;

  KeptPage(
      StreamSlice slice,
      Progress progress,
      ParentFields fields,
      List<@Nullable JsonNode[]> records,
      Map<String, String> examples,
      long bytes) {
    this.slice = slice;
    this.progress = progress;
    this.fields = fields;
    this.records = records;
    this.examples = examples;
    this.bytes = bytes;
  }

  /** Takes the records of a kept page. */
  @FunctionalInterface
  public interface Taker {
    /** Takes the next record. */
    void take(Fields record);
  }

  /** What is known of a record of a parent, wherever it comes from. */
  public interface Fields {
    /**
     * The value of a field that is kept; null where the record has none.
     *
     * @param name a name, or a JSON pointer where it begins with {@code /}
     */
    @Nullable JsonNode value(String name);

    /** The record in a few words, to tell people what it is that lacks this field. */
    String without(String field);
  }

  /** What was asked for. */
  public StreamSlice slice() {
    return slice;
  }

  /** How its reader said to go on. */
  public Progress progress() {
    return progress;
  }

  /** About how much memory it takes. */
  public long bytes() {
    return bytes;
  }

  /** Gives all records, in their order. */
  public void records(Taker taker) {
    for (@Nullable JsonNode[] values : records) {
      taker.take(
          new Fields() {
            @Override
            public @Nullable JsonNode value(String name) {
              return values[fields.indexOf(name)];
            }

            @Override
            public String without(String field) {
              return examples.getOrDefault(field, "");
            }
          });
    }
  }
}
