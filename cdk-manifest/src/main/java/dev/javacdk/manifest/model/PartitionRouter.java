package dev.javacdk.manifest.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Into which parts a stream is cut. */
public sealed interface PartitionRouter extends Component {

  /**
   * One for each value of a list: {@code ListPartitionRouter}.
   *
   * @param field the name of the value
   * @param values a list of texts, or an expression for one
   */
  record Values(Node node, String field, JsonNode values, RequestOption.@Nullable Field option)
      implements PartitionRouter {}

  /** One for each record of other streams: {@code SubstreamPartitionRouter}. */
  record Substream(Node node, List<Parent> parents) implements PartitionRouter {}

  /** Several parts at a time: {@code GroupingPartitionRouter}. */
  record Grouping(Node node, int size, PartitionRouter inner, boolean deduplicates)
      implements PartitionRouter {}

  /** The parts of several routers, one after the other: {@code UnionPartitionRouter}. */
  record Union(Node node, String field, List<PartitionRouter> routers) implements PartitionRouter {}

  /** Python code, or of a type that is not known; the latter is of no class. */
  record Custom(Node node, String className) implements PartitionRouter {}

  /**
   * A stream whose records make parts: {@code ParentStreamConfig}.
   *
   * @param key where a record of it has the value, which may be a path with slashes
   * @param field the name of that value in the part
   * @param onlyChanged whether only those records count that are new since the last sync
   * @param lazyPointer where a record has children already; empty where it has none
   * @param extraFields what else of a record the part keeps
   */
  record Parent(
      Node node,
      StreamDefinition stream,
      String key,
      String field,
      RequestOption.@Nullable Field option,
      boolean onlyChanged,
      List<String> lazyPointer,
      List<List<String>> extraFields)
      implements Component {}
}
