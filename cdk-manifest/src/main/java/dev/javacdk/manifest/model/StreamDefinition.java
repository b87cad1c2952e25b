package dev.javacdk.manifest.model;

import dev.javacdk.core.problem.Place;
import dev.javacdk.core.problem.Problem;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A stream of a manifest. */
public sealed interface StreamDefinition extends Component {

  /** Empty where a stream that others are parts of has none. */
  String name();

  /**
   * {@code DeclarativeStream}.
   *
   * @param cursor null where it reads everything each time
   * @param primaryKey the paths of its fields; empty where there is none
   * @param schemas one, or several that are put together; empty where none is said
   * @param files what makes files of records, as it was read; null where nothing does
   */
  record Declarative(
      Node node,
      String name,
      Retriever retriever,
      @Nullable IncrementalSync cursor,
      List<List<String>> primaryKey,
      List<SchemaLoader> schemas,
      List<Transformation> transformations,
      List<StateMigration> migrations,
      @Nullable ObjectNode files)
      implements StreamDefinition {}

  /**
   * Two ways to read it, with a state and without: {@code StateDelegatingStream}.
   *
   * @param retention so long the API keeps what the incremental way asks for, a duration of ISO
   *     8601; null where nothing says it
   */
  record Delegating(
      Node node,
      String name,
      StreamDefinition fullRefresh,
      StreamDefinition incremental,
      @Nullable String retention)
      implements StreamDefinition {}

  /**
   * One that is there only if an expression over the config is true: one of the streams of {@code
   * ConditionalStreams}.
   *
   * @param node of the stream
   */
  record Conditional(Node node, String condition, StreamDefinition stream)
      implements StreamDefinition {
    @Override
    public String name() {
      return stream.name();
    }
  }

  /** One that cannot be read, and why. */
  record Refused(Node node, String name, List<Problem> problems) implements StreamDefinition {
    /** Keeps a copy. */
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /** What brings an old state up to date. */
  sealed interface StateMigration extends Component {

    /** {@code LegacyToPerPartitionStateMigration}. */
    record LegacyToPerPartition(Node node) implements StateMigration {}

    /** Python code, or of a type that is not known; the latter is of no class. */
    record Custom(Node node, String className) implements StateMigration {}
  }

  /**
   * A stream that was made while the connector runs, of the template of dynamic streams.
   *
   * @param stream with its types and parameters
   * @param place where its template stands
   * @param replaced whether something else stands for this class of Python code
   */
  static StreamDefinition read(ObjectNode stream, Place place, Predicate<String> replaced) {
    return StreamReader.apart(new Fields(Reading.of(node -> 0, replaced), place, stream));
  }
}
