package dev.javacdk.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Stream;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SourceError;
import dev.javacdk.api.state.CheckpointReader;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.checkpoint.CheckpointReaders;
import dev.javacdk.core.checkpoint.FailureTolerant;
import dev.javacdk.core.log.LogRoute;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.Redactor;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.event.Level;
import tools.jackson.databind.node.ObjectNode;

/**
 * States that the kit has written, changed anywhere: each is refused in words that name its stream,
 * or read on safely. What was only taken away is read again, never skipped.
 */
class MutatedStatesPropertyTest {

  private static final int MUTATIONS = Boolean.getBoolean("javacdk.full") ? 1_000_000 : 5_000;
  private static final int ATTEMPTS = 10;

  @BeforeEach
  void sayNothing() {
    MessageSink nowhere = new MessageSink(OutputStream.nullOutputStream());
    LogRoute.to(new Messages(nowhere, new Redactor(), InstantSource.system()), Level.ERROR);
  }

  @AfterEach
  void speak() {
    LogRoute.toStderr();
  }

  /** A chain of attempts of one stream. */
  private static final class Chain {
    private final Stream stream;
    private final Random random;
    private final Set<String> delivered = new HashSet<>();
    private ObjectNode state;

    Chain(Stream stream, ObjectNode state, Random random) {
      this.stream = stream;
      this.state = state;
      this.random = random;
    }

    /** One attempt, killed behind so many pages; returns whether it came to its end. */
    boolean attempt(int pages, double failing) {
      CheckpointReader reader =
          CheckpointReaders.of(
              stream,
              state.deepCopy(),
              request -> StillApi.parents(request, stream),
              InstantSource.fixed(StillApi.NOW));
      Set<String> read = new HashSet<>();
      boolean failed = false;
      try {
        for (int page = 0; page < pages; page++) {
          Optional<StreamSlice> slice = reader.next();
          if (slice.isEmpty()) {
            return !failed;
          }
          if (reader instanceof FailureTolerant tolerant && random.nextDouble() < failing) {
            tolerant.bears(new IllegalStateException("down"));
            failed = true;
            continue;
          }
          StillApi.Read what = StillApi.read(slice.get());
          read.addAll(what.rows());
          CheckpointReaders.observe(reader, what.said());
        }
        return false;
      } catch (SourceError e) {
        if (!failed) {
          throw e;
        }
        return false;
      } finally {
        delivered.addAll(read);
        reader
            .checkpoint()
            .ifPresent(
                left -> state = (ObjectNode) ExactJson.MAPPER.readTree(StateJson.text(left)));
      }
    }

    /** To the end of this sync, and the one behind it. */
    void toTheEnd() {
      boolean ended = false;
      for (int i = 0; i < ATTEMPTS && !ended; i++) {
        ended = attempt(i < 3 ? random.nextInt(6) : 10_000, 0);
      }
      assertThat(ended).as("no end: %s", state).isTrue();
      assertThat(stream.cursor().isEmpty() || attempt(10_000, 0)).as("the next sync ends").isTrue();
    }
  }

  /** A state of a sync that was cut off somewhere, or of the time between two syncs. */
  private static ObjectNode valid(Stream stream, Random random) {
    Chain chain = new Chain(stream, ExactJson.MAPPER.createObjectNode(), random);
    int attempts = 1 + random.nextInt(3);
    for (int i = 0; i < attempts; i++) {
      boolean unused = chain.attempt(1 + random.nextInt(25), random.nextInt(3) == 0 ? 0.2 : 0);
    }
    return chain.state;
  }

  @Test
  @Timeout(3_600)
  void changedStateIsRefusedInWordsOrReadOnSafely() {
    int refused = 0;
    int losing = 0;
    for (long seed = 1; seed <= MUTATIONS; seed++) {
      Random random = new Random(seed);
      Stream stream = StillApi.KINDS.get(random.nextInt(StillApi.KINDS.size()));
      ObjectNode valid = valid(stream, random);
      StateMutation mutation = StateMutation.of(valid, random);
      String about =
          "seed %d: %s of %s%n gives %s".formatted(seed, mutation.what(), valid, mutation.state());
      try {
        Chain sound = new Chain(stream, valid, random);
        sound.toTheEnd();
        Chain changed = new Chain(stream, mutation.state(), random);
        ConfigError error = readOn(changed);
        if (error != null) {
          refused++;
          assertThat(error.getMessage()).contains("'s'", "state");
        } else if (mutation.losesOnly()) {
          losing++;
          assertThat(changed.delivered).as("delivered").containsAll(sound.delivered);
        }
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(about + "\n" + e, e);
      }
    }
    assertThat(refused).as("refused").isBetween(MUTATIONS / 100, MUTATIONS / 2);
    assertThat(losing).as("read on though something was missing").isGreaterThan(MUTATIONS / 5);
  }

  /** Reads on; returns what refuses the state, each time in the same words. */
  private static @Nullable ConfigError readOn(Chain chain) {
    try {
      boolean unused = chain.attempt(0, 0);
    } catch (ConfigError e) {
      try {
        boolean unused = chain.attempt(10_000, 0);
      } catch (ConfigError again) {
        assertThat(again.getMessage()).isEqualTo(e.getMessage());
        return e;
      }
      throw new AssertionError("refused once only: " + e.getMessage());
    }
    chain.toTheEnd();
    return null;
  }
}
