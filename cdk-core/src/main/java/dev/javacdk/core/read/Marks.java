package dev.javacdk.core.read;

import dev.javacdk.api.read.StateMixin;
import dev.javacdk.api.state.Partition;
import dev.javacdk.core.checkpoint.OwnSlices;
import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import dev.javacdk.core.walk.Coverage;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the messages where it is asked for: of which page and part the records that
 * follow are, and which of them the states that follow cover. Who keeps rows and states in one
 * transaction needs it: a state says nothing of pages that are still being read, and records of
 * those may stand before it. Confined to the thread that writes output.
 */
public final class Marks {

  private final String head;
  private final @Nullable MessageSink sink;
  private final boolean readsAgainWhatItHad;
  private long pages;

  private Marks(String head, @Nullable MessageSink sink, boolean readsAgainWhatItHad) {
    this.head = head;
    this.sink = sink;
    this.readsAgainWhatItHad = readsAgainWhatItHad;
  }

  /** Those of a stream; they write nothing where the sync does not ask for them. */
  static Marks of(StreamPlan plan, Sync sync) {
    // With a cursor the rows of earlier syncs stay, and one that comes again takes its own place.
    boolean again =
        plan.stream().cursor().isEmpty()
            && !(plan.stream() instanceof StateMixin)
            && !(plan.stream() instanceof OwnSlices);
    return new Marks(
        "{\"type\":\"MARK\",\"mark\":{\"stream_descriptor\":" + plan.id().toJson() + ",",
        sync.settings().marks() ? sync.messages().sink() : null,
        again);
  }

  /** Begins with the records of a part, or of the whole stream. */
  public Part part(Partition partition) {
    return new Part(partition);
  }

  /** Writes a mark, which is made only where it is asked for. */
  private void write(Supplier<String> mark) {
    if (sink != null) {
      byte[] line = (head + mark.get() + "}}\n").getBytes(StandardCharsets.UTF_8);
      sink.write(line, 0, line.length);
    }
  }

  /** The records of one part, which are read one after the other. */
  public final class Part {

    private final Partition partition;

    /** Of the records that no state covers yet; 0 where there are none. */
    private long page;

    private Part(Partition partition) {
      this.partition = partition;
    }

    /** The records that follow are of it. */
    void records() {
      if (page == 0) {
        page = ++pages;
      }
      write(() -> "\"page\":" + page + ",\"partition\":" + partition.toJson());
    }

    /** A page of it was read, or some of one: before a state says so. */
    public void read(Coverage coverage) {
      switch (coverage) {
        case COVERED -> end("covered");
        case VOID -> {
          end("dropped");
          if (readsAgainWhatItHad) {
            write(() -> "\"again\":" + partition.toJson());
          }
        }
        case NOT_YET -> {
          // They wait for a page that is.
        }
      }
    }

    /** What no state covers is not going to be: its page has failed, or is read again. */
    public void dropped() {
      end("dropped");
    }

    private void end(String how) {
      if (page != 0) {
        write(() -> "\"" + how + "\":" + page);
        page = 0;
      }
    }
  }
}
