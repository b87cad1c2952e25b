package dev.javacdk.manifest.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a stream reads only what is new. Texts may be expressions. */
public sealed interface IncrementalSync extends Component {

  /** The field of a record that says how new it is. */
  String field();

  /**
   * By a time: {@code DatetimeBasedCursor}.
   *
   * @param formats in which records write the time; empty for that of requests
   * @param format in which requests write it
   * @param end null for now
   * @param startOption where the start goes; null where it is not sent by itself
   * @param endOption likewise
   * @param step how long a window is, a duration of ISO 8601; null for one window
   * @param granularity the least distance of two times, likewise; null where windows may overlap
   * @param lookback how much is read again, likewise; null for nothing
   * @param startField the name of the start in a slice; null for {@code start_time}
   * @param endField the name of the end in a slice; null for {@code end_time}
   */
  record DatetimeBased(
      Node node,
      String field,
      List<String> formats,
      String format,
      Moment start,
      @Nullable Moment end,
      RequestOption.@Nullable Field startOption,
      RequestOption.@Nullable Field endOption,
      @Nullable String step,
      @Nullable String granularity,
      @Nullable String lookback,
      @Nullable String startField,
      @Nullable String endField,
      Ways ways,
      @Nullable Clamping clamping)
      implements IncrementalSync {}

  /**
   * How windows and records are taken.
   *
   * @param dataFeed newest first, and it ends where nothing is new
   * @param clientSide the API gives everything, and what is old is left out here
   * @param strictly a record at the start of a window does not count
   * @param global one cursor for all parts of the stream
   * @param catalogField whether the catalog may name another field
   */
  record Ways(
      boolean dataFeed,
      boolean clientSide,
      boolean strictly,
      boolean global,
      boolean catalogField) {}

  /**
   * Windows that begin and end with a day, a week or a month.
   *
   * @param target an expression
   */
  record Clamping(Node node, String target, @Nullable ObjectNode details) implements Component {}

  /**
   * A time: {@code MinMaxDatetime}, or its text alone.
   *
   * @param node of the cursor where it is a text alone
   * @param format empty for that of the cursor
   * @param least not before this, and not after the most; null for no bound
   */
  record Moment(
      Node node, String datetime, String format, @Nullable String least, @Nullable String most)
      implements Component {}

  /**
   * By a number: {@code IncrementingCountCursor}.
   *
   * @param start null for the beginning
   */
  record Counting(
      Node node,
      String field,
      @Nullable JsonNode start,
      RequestOption.@Nullable Field startOption,
      boolean catalogField)
      implements IncrementalSync {}

  /** Python code, or of a type that is not known; the latter is of no class. */
  record Custom(Node node, String className) implements IncrementalSync {
    @Override
    public String field() {
      JsonNode field = node.fields().get("cursor_field");
      return field == null || !field.isString() ? "" : field.stringValue();
    }
  }
}
