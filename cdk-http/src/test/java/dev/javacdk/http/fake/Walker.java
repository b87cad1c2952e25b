package dev.javacdk.http.fake;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads streams page by page as the kit would, for one worker and without states. */
public final class Walker {

  public final FakeKit kit = new FakeKit();
  public final RecordingOutput output = new RecordingOutput();
  public final List<String> progress = new ArrayList<>();

  /** Reads the whole stream, each partition from its start. */
  public List<String> readAll(Stream stream) throws Exception {
    for (Partition partition : partitions(stream)) {
      read(stream, StreamSlice.of(partition, CursorPosition.start()));
    }
    return output.released;
  }

  /** Reads from this slice on to its end. */
  public List<String> read(Stream stream, StreamSlice slice) throws Exception {
    PageReader reader = stream.reader(slice.partition());
    StreamSlice at = slice;
    while (true) {
      Progress said = reader.readPage(at, output, kit);
      output.release();
      progress.add(words(said));
      if (!(said instanceof Progress.Next next)) {
        return output.released;
      }
      if (next.position().equals(at.cursor())) {
        throw new AssertionError("position does not move: " + at.cursor());
      }
      at = at.at(next.position());
    }
  }

  /** Reads one page. */
  public void page(Stream stream, StreamSlice slice) throws Exception {
    progress.add(words(stream.reader(slice.partition()).readPage(slice, output, kit)));
    output.release();
  }

  public List<String> read(Stream stream, CursorPosition position) throws Exception {
    return read(stream, StreamSlice.of(Partition.whole(), position));
  }

  public static List<Partition> partitions(Stream stream) throws Exception {
    if (stream.partitions() instanceof Partitions.Listed listed) {
      return listed.partitions();
    }
    if (!(stream.partitions() instanceof Partitions.Each each)) {
      return List.of(Partition.whole());
    }
    List<Partition> all = new ArrayList<>();
    for (Partition above : partitions(each.parent())) {
      Walker parent = new Walker();
      parent.read(each.parent(), StreamSlice.of(above, CursorPosition.start()));
      for (String record : parent.output.released) {
        JsonNode tree = JsonMapper.shared().readTree(record);
        ObjectNode data = JsonMapper.shared().createObjectNode();
        for (String field : each.data()) {
          data.set(field, field(tree, field));
        }
        JsonNode value = Objects.requireNonNull(field(tree, each.field()));
        for (Partition part : each.times()) {
          ObjectNode key = Partition.of(each.name(), value, above).toJson();
          key.setAll(part.toJson());
          all.add(Partition.of(key).withData(data));
        }
      }
    }
    return all;
  }

  private static @Nullable JsonNode field(JsonNode tree, String field) {
    return field.startsWith("/") ? tree.at(field) : tree.get(field);
  }

  private static String words(Progress progress) {
    if (progress instanceof Progress.Next next) {
      return next.position().toString();
    }
    if (progress instanceof Progress.Restart restart) {
      return "restart: " + restart.reason();
    }
    if (progress instanceof Progress.Gone gone) {
      return "gone: " + gone.reason();
    }
    return "complete";
  }
}
