package dev.javacdk.flink.split;

import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.state.JsonText;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.walk.OpenSlice;
import dev.javacdk.core.walk.Standing;
import dev.javacdk.core.walk.StandingJson;
import dev.javacdk.core.walk.Step;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a split was read, and whether its reading has ended: the state of a split. In the words
 * that a state on the wire has.
 *
 * @param cursor its state, a JSON object: of a partition its own, else that of the stream
 * @param page the incremental slice under way, a JSON object; null where there is none
 * @param until the upper bound of the slice that was read last; null where it had none
 * @param records how many of its records were emitted
 * @param end how its reading has ended
 * @param reason why it was gone or has failed; else empty
 */
public record Reached(
    String cursor,
    @Nullable String page,
    @Nullable String until,
    long records,
    End end,
    String reason)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** How the reading of a split has ended. */
  public enum End {
    /** It has not. */
    OPEN,
    /** All of it was read. */
    READ,
    /** What it stands for is not there any more. */
    GONE,
    /** It could not be read: it is tried again by the next attempt. */
    FAILED
  }

  /** Refuses what says nothing. */
  public Reached {
    Objects.requireNonNull(cursor, "cursor");
    Objects.requireNonNull(end, "end");
  }

  /** Stands there, and goes on from there. */
  public static Reached at(Stream stream, Standing standing) {
    OpenSlice open = standing.open();
    String page = null;
    if (open != null) {
      JsonText out = new JsonText();
      StandingJson.write(cursorOf(stream), open, out);
      page = out.toString();
    }
    return at(StateJson.text(standing.state()), page);
  }

  /** A stream without parts whose state is this. */
  public static Reached at(String state) {
    return at(state, null);
  }

  private static Reached at(String cursor, @Nullable String page) {
    return new Reached(cursor, page, null, 0, End.OPEN, "");
  }

  /**
   * The same, after a page that has changed this.
   *
   * @param standing where it stands by now
   * @param emitted how many more records were emitted
   */
  public Reached after(Stream stream, Step step, Standing standing, long emitted) {
    Reached at = at(stream, standing);
    End now = step.more() ? End.OPEN : step.isGone() ? End.GONE : End.READ;
    String why = step.progress() instanceof Progress.Gone gone ? gone.reason() : "";
    return new Reached(at.cursor, at.page, step.until(), records + emitted, now, why);
  }

  /** The same of a stream without parts, whose state is this by now. */
  public Reached after(String state, long emitted, boolean more) {
    return new Reached(state, null, null, records + emitted, more ? End.OPEN : End.READ, "");
  }

  /** The same, with more records emitted than it stands for. */
  public Reached emitted(long more) {
    return new Reached(cursor, page, until, records + more, end, reason);
  }

  /** The same, but it cannot be read further. */
  public Reached failed(String why) {
    return new Reached(cursor, page, until, records, End.FAILED, why);
  }

  /** The same, to be read further whatever has come of it before. */
  public Reached open() {
    return new Reached(cursor, page, until, records, End.OPEN, "");
  }

  /** Where its walk goes on. */
  public Standing standing(Stream stream) {
    Standing at = Standing.at(StateJson.written(cursor));
    return page == null
        ? at
        : at.open(
            StandingJson.readOpen(
                cursorOf(stream),
                ExactJson.MAPPER.readTree(page),
                "a split of stream '" + stream.name() + "'"));
  }

  /** What has changed since it was handed out, as a ledger takes it. */
  public Step step(Stream stream) {
    Progress progress = end == End.GONE ? Progress.gone(reason) : Progress.complete();
    return new Step(progress, end == End.OPEN, standing(stream), until);
  }

  /** Nobody reads it any more, and nobody is going to. */
  public boolean isSettled() {
    return end == End.READ || end == End.GONE;
  }

  private static Cursor cursorOf(Stream stream) {
    return stream.cursor().orElseThrow();
  }
}
