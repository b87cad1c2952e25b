package dev.javacdk.http.request;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.state.StreamSlice;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A hole whose value the author's function makes of other holes. The stream is what those make of
 * it. A value; safe for use by many threads, where its function is.
 *
 * @param words what it stands for
 * @param needs the holes that it is made of
 * @param value gives what fills it, or null where nothing does; called on reading threads, as often
 *     as a request is made; must not block
 * @param unescaped whether it goes into a path as it is
 */
public record ComputedHole(
    String words,
    List<Hole> needs,
    Function<SliceValues, @Nullable JsonNode> value,
    boolean unescaped)
    implements Hole {

  /** Keeps a copy. */
  public ComputedHole {
    Objects.requireNonNull(words, "words");
    Objects.requireNonNull(value, "value");
    needs = List.copyOf(needs);
  }

  /**
   * The same, for a part of a path, or a whole one, that has slashes of its own: it goes there as
   * it is, and may be empty. An address of another host is refused, as a link is.
   */
  public ComputedHole raw() {
    return new ComputedHole(words, needs, value, true);
  }

  @Override
  public @Nullable JsonNode fill(StreamSlice slice, Partitions partitions) {
    return value.apply(new SliceValues(slice, partitions));
  }

  /** What it stands for. */
  @Override
  public String toString() {
    return words;
  }
}
