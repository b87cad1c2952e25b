package dev.javacdk.core.read;

import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.CursorFilter;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.api.state.StreamState;
import dev.javacdk.core.page.PartitionPages;
import dev.javacdk.core.walk.CursorStates;
import java.time.InstantSource;
import org.slf4j.Logger;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * Asks an API once for what has changed since a value that it has just given: the record must come
 * again. Where it does not, the filter means something else than the field, as local time where the
 * field has none, and every later sync would read too little. Confined to the thread that checks.
 */
final class FilterCheck {

  private static final Logger LOG = SafeLogs.of(FilterCheck.class);

  private final Stream stream;
  private final ReadContext context;
  private final InstantSource clock;

  FilterCheck(Stream stream, ReadContext context, InstantSource clock) {
    this.stream = stream;
    this.context = context;
    this.clock = clock;
  }

  /**
   * Checks by this record.
   *
   * @param slice the page that gave it
   */
  void by(JsonNode record, StreamSlice slice) throws Exception {
    Cursor cursor = stream.cursor().orElse(null);
    boolean canAsk = stream.cursorFilter().filter(CursorFilter::inclusive).isPresent();
    if (cursor == null || !canAsk || cursor.windows().isPresent()) {
      return;
    }
    String value = cursor.values().textOf(record.get(cursor.field()));
    if (value == null) {
      return;
    }
    String until =
        cursor.values().isInstant()
            ? CursorStates.like(cursor.values(), value)
                .textOf(clock.instant().plus(cursor.values().granularity()))
            : null;
    Any any = new Any();
    StreamSlice since = new StreamSlice(slice.partition(), CursorPosition.start(), value, until);
    try {
      var unused = new PartitionPages(stream, StreamState.initial()).read(since, any, context);
    } catch (ReadStopped e) {
      if (!any.met) {
        throw e;
      }
    }
    if (!any.met) {
      LOG.warn(
          "stream '{}': a record has '{}' in '{}', but asked for what has changed since then the API gives nothing: does its filter leave out the value itself, or mean another time zone, or another form?",
          stream.name(),
          value,
          cursor.field());
    }
  }

  /** Takes note that a record comes. */
  private static final class Any implements RecordOutput {
    private boolean met;

    private void meet() {
      met = true;
      throw new ReadStopped("one record is enough");
    }

    @Override
    public void emit(JsonNode record) {
      meet();
    }

    @Override
    public void emit(JsonParser parser) {
      meet();
    }

    @Override
    public void emitValue(Object record) {
      meet();
    }

    @Override
    public boolean discardPage() {
      return true;
    }
  }
}
