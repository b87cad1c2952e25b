package dev.javacdk.core.feed;

import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.state.StateJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Collects what is kept of the page that a parent's own stream reads. A page that is too large is
 * not kept at all. Confined to the thread that reads.
 */
public final class PageKeeper {

  /** What a page weighs without records, with all that is known of it. */
  private static final long PAGE = 512;

  private static final long OBJECT = 16;
  private static final long VALUE = 32;
  private static final long MEMBER = 48;

  private final ParentFields fields;
  private final long mostBytes;
  private List<@Nullable JsonNode[]> records = new ArrayList<>();
  private Map<String, String> examples = new HashMap<>();
  private long bytes;

  /**
   * Keeps these fields.
   *
   * @param mostBytes of a page that has more, nothing is kept
   */
  public PageKeeper(ParentFields fields, long mostBytes) {
    this.fields = fields;
    this.mostBytes = mostBytes;
  }

  /** What it keeps of each record. */
  public ParentFields fields() {
    return fields;
  }

  /** Whether it keeps what comes, so far as is known. */
  public boolean isKeeping() {
    return bytes <= mostBytes;
  }

  /** A page begins, or is read again from its start. */
  public void begin() {
    records = new ArrayList<>();
    examples = new HashMap<>();
    bytes = 0;
  }

  /**
   * Takes a record.
   *
   * @param known has at least the names at the top that are wanted
   */
  public void take(JsonNode known, Example whole) {
    if (!isKeeping()) {
      return;
    }
    @Nullable JsonNode[] values = fields.of(known);
    bytes += OBJECT + 8L * values.length;
    for (int i = 0; i < values.length; i++) {
      JsonNode value = values[i] == null ? null : ExactJson.finite(values[i]);
      values[i] = value != null && value.isContainer() ? value.deepCopy() : value;
      bytes += weight(value);
      if (fields.isKey(i) && makesNothing(value)) {
        examples.computeIfAbsent(fields.name(i), name -> StateJson.abbreviate(whole.record()));
      }
    }
    records.add(values);
    if (!isKeeping()) {
      records = new ArrayList<>();
    }
  }

  /** Gives the whole record, where it is wanted. */
  @FunctionalInterface
  public interface Example {
    /** The record. */
    JsonNode record();
  }

  /** Whether such a value makes no partition. */
  public static boolean makesNothing(@Nullable JsonNode value) {
    return value == null || value.isNull() || (value.isString() && value.stringValue().isBlank());
  }

  private static long weight(@Nullable JsonNode value) {
    if (value == null) {
      return 0;
    }
    if (value.isContainer()) {
      long all = VALUE;
      for (JsonNode child : value) {
        all += MEMBER + weight(child);
      }
      return all;
    }
    return value.isString() ? 2 * VALUE + value.stringValue().length() : VALUE;
  }

  /**
   * The page was read to its end; null where it cannot stand for one that somebody else asks for:
   * it is too large, or says that its position was refused or its partition is gone.
   */
  public @Nullable KeptPage page(StreamSlice slice, Progress progress) {
    boolean goesOn = progress instanceof Progress.Next || progress instanceof Progress.Complete;
    if (!isKeeping() || !goesOn) {
      return null;
    }
    KeptPage page = new KeptPage(slice, progress, fields, records, examples, bytes + PAGE);
    // A reader that rests holds nothing.
    begin();
    return page;
  }
}
