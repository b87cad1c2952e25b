package dev.javacdk.manifest.model;

import dev.javacdk.core.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Streams that are known only once the connector runs: {@code DynamicDeclarativeStream}.
 *
 * @param name of them together; empty where there is none
 * @param template what all have in common, as it was read: a resolver puts values into it, {@link
 *     dev.javacdk.manifest.load.Components#completedStream} completes it, and {@link
 *     StreamDefinition#read} makes a stream of it
 * @param outerParametersWin whether parameters further out win in a stream that was made
 * @param problems empty unless all of them are refused
 */
public record DynamicStreams(
    Node node,
    String name,
    ObjectNode template,
    Resolver resolver,
    boolean outerParametersWin,
    List<Problem> problems)
    implements Component {

  /** Keeps a copy. */
  public DynamicStreams {
    problems = List.copyOf(problems);
  }

  /** Where the values of the streams come from. */
  public sealed interface Resolver extends Component {

    /** What is put where in the template. */
    List<Mapping> mappings();

    /** From records of the API: {@code HttpComponentsResolver}. */
    record Http(Node node, Retriever retriever, List<Mapping> mappings) implements Resolver {}

    /** From lists of the config: {@code ConfigComponentsResolver}. */
    record Config(Node node, List<StreamConfig> configs, List<Mapping> mappings)
        implements Resolver {}

    /** From the manifest: {@code ParametrizedComponentsResolver}. */
    record Parametrized(Node node, List<ObjectNode> parameters, List<Mapping> mappings)
        implements Resolver {}

    /** Python code, or of a type that is not known; the latter is of no class. */
    record Custom(Node node, String className) implements Resolver {
      @Override
      public List<Mapping> mappings() {
        return List.of();
      }
    }
  }

  /**
   * A list of the config, and what is in it besides: {@code StreamConfig}.
   *
   * @param path in the config, of expressions
   */
  public record StreamConfig(Node node, List<String> path, List<ObjectNode> defaults)
      implements Component {}

  /**
   * {@code ComponentMappingDefinition}.
   *
   * @param path in the template, of expressions
   * @param value an expression
   * @param type as what the value is taken; null where it is taken for what it looks like
   * @param creates whether a field that the template lacks is made
   * @param condition an expression; null where it always holds
   */
  public record Mapping(
      Node node,
      List<String> path,
      String value,
      Transformation.@Nullable ValueType type,
      boolean creates,
      @Nullable String condition)
      implements Component {}
}
