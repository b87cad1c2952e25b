package dev.javacdk.local;

import static dev.javacdk.api.state.Progress.complete;
import static dev.javacdk.api.state.Progress.next;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sync that was cut off, and those behind it: what goes on, and what is read anew. */
class RunsTest extends InProcessSync {

  private final List<String> asked = new ArrayList<>();
  private boolean cut;

  private List<Stream> streams() {
    return List.of(stream("a"), stream("b"), stream("c"));
  }

  /** Two pages; that of b is cut off behind the first, where it is to be. */
  private Stream stream(String name) {
    return Streams.paged(
        name,
        (slice, output, context) -> {
          long page = slice.cursor().number("page", 0);
          asked.add(name + page);
          output.emit(JSON.readTree("{\"page\":" + page + "}"));
          if (name.equals("b") && page == 1 && cut) {
            stop.stop("cut off");
          }
          return page < 1 ? next("page", page + 1) : complete();
        });
  }

  @BeforeEach
  void cutOff() {
    cut = true;
    assertThat(sync(streams()).exit()).isNotZero();
    assertThat(asked).containsExactly("a0", "a1", "b0", "b1");
    asked.clear();
    cut = false;
  }

  @Test
  void whatWasReadToItsEndIsLeftAloneAndTheRestGoesOn() {
    assertThat(sync(streams()).stderr()).contains("a: was read to its end");
    assertThat(asked).containsExactly("b1", "c0", "c1");
    asked.clear();
    sync(streams());
    assertThat(asked).containsExactly("a0", "a1", "b0", "b1", "c0", "c1");
  }

  @Test
  void syncOfOneStreamInBetweenLeavesTheOthersWhereTheyStand() {
    sync(streams(), "--streams", "a");
    assertThat(asked).as("it was read to its end").isEmpty();
    sync(streams(), "--streams", "a");
    assertThat(asked).as("and is read anew by the next").containsExactly("a0", "a1");
    asked.clear();
    sync(streams());
    assertThat(asked).containsExactly("b1", "c0", "c1");
  }

  @Test
  void whatIsAskedForFromItsStartIsReadFromThereAndOnlyOnce() {
    cut = true;
    sync(streams(), "--full-refresh", "a,b");
    assertThat(asked).containsExactly("a0", "a1", "b0", "b1");
    asked.clear();
    cut = false;
    sync(streams(), "--full-refresh", "a,b");
    assertThat(asked).as("the same again goes on").containsExactly("b1", "c0", "c1");
  }

  @Test
  void whatIsAskedForFromItsStartMustBeAskedForAtAll() {
    Ran ran = sync(streams(), "--streams", "a", "--full-refresh", "b");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.stderr())
        .contains("--full-refresh names stream 'b', which is not among those to read: a");
    assertThat(asked).isEmpty();
  }
}
