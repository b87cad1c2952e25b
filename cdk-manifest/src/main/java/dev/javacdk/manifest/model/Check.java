package dev.javacdk.manifest.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is read to see whether a config works. */
public sealed interface Check extends Component {

  /** Values that stand for those of the config while it is checked; null where none do. */
  @Nullable ObjectNode overrides();

  /** Streams of these names: {@code CheckStream}. */
  record Streams(
      Node node, List<String> names, List<Dynamic> dynamic, @Nullable ObjectNode overrides)
      implements Check {}

  /**
   * So many of the dynamic streams of a name: {@code DynamicStreamCheckConfig}.
   *
   * @param count null for all
   */
  record Dynamic(Node node, String name, @Nullable Integer count) implements Component {}

  /** So many of the dynamic streams: {@code CheckDynamicStream}. */
  record AnyDynamic(Node node, int count, boolean reads, @Nullable ObjectNode overrides)
      implements Check {}

  /** Of a type that is not known. */
  record Custom(Node node, String className) implements Check {
    @Override
    public @Nullable ObjectNode overrides() {
      return null;
    }
  }
}
