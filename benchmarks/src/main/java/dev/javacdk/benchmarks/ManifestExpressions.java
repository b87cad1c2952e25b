package dev.javacdk.benchmarks;

import dev.javacdk.manifest.expression.Expression;
import dev.javacdk.manifest.expression.Scope;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What does it cost to evaluate an expression of a manifest, parsed before? Its rivals are no
 * methods but other programs; {@code benchmarks/run manifests} runs them in turns with these.
 *
 * <pre>java -jar benchmarks/target/benchmarks.jar ManifestExpressions -prof gc</pre>
 *
 * <p>An operation is an evaluation, and the scope that a record or a slice needs for it.
 */
public class ManifestExpressions extends Settled {

  private static final int MANY = 100;

  /** What the expressions read, also those of the rivals. */
  public static final String CONTEXT =
      """
      {"config": {"x": "north", "token": "t0k3n"}, \
      "record": {"a": 7, "b": "y", "nested": {"b": "deep"}, "name": "  Ada King Lovelace "}, \
      "stream_partition": {"id": 4711}}\
      """;

  /** What is evaluated. */
  public enum Text {
    CONSTANT("/v1/orders"),
    CONFIG("{{ config['x'] }}"),
    PATH("{{ record.nested.b }}"),
    PARTITION("/users/{{ stream_partition.id }}/orders"),
    CONDITION("{{ record['a'] > 5 and record.b in ['x','y'] }}"),
    MACRO("{{ day_delta(-7, format='%Y-%m-%d') }}"),
    FILTERS("{{ record.name | trim | lower | replace(' ', '-') }}");

    private final String text;

    Text(String text) {
      this.text = text;
    }

    /** The text of the expression. */
    public String text() {
      return text;
    }

    /** The method that evaluates it. */
    public String method() {
      return name().toLowerCase(Locale.ROOT);
    }

    private Expression parsed() {
      return Expression.parse(text);
    }
  }

  private final Expression constant = Text.CONSTANT.parsed();
  private final Expression config = Text.CONFIG.parsed();
  private final Expression path = Text.PATH.parsed();
  private final Expression partition = Text.PARTITION.parsed();
  private final Expression condition = Text.CONDITION.parsed();
  private final Expression macro = Text.MACRO.parsed();
  private final Expression filters = Text.FILTERS.parsed();

  private final JsonNode context = Bare.MAPPER.readTree(CONTEXT);
  private final JsonNode record = context.path("record");
  private final ObjectNode slice = (ObjectNode) context.path("stream_partition");
  private final ObjectNode none = JsonNodeFactory.instance.objectNode();
  private final Scope scope =
      Scope.of(InstantSource.system()).with("config", context.path("config"));

  /** A text without places, as most are. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long constant() {
    long length = 0;
    for (int i = 0; i < MANY; i++) {
      length += constant.text(scope).length();
    }
    return length;
  }

  /** A place of the config, as JSON. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public List<JsonNode> config() {
    List<JsonNode> values = new ArrayList<>(MANY);
    for (int i = 0; i < MANY; i++) {
      values.add(config.evaluate(scope));
    }
    return values;
  }

  /** A place of a record, as JSON. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public List<JsonNode> path() {
    List<JsonNode> values = new ArrayList<>(MANY);
    for (int i = 0; i < MANY; i++) {
      values.add(path.evaluate(ofRecord()));
    }
    return values;
  }

  /** The path of a request inside a substream. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long partition() {
    long length = 0;
    for (int i = 0; i < MANY; i++) {
      length += partition.text(scope.withSlice(slice, none, none)).length();
    }
    return length;
  }

  /** A filter of records. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long condition() {
    long held = 0;
    for (int i = 0; i < MANY; i++) {
      held += condition.holds(ofRecord()) ? 1 : 0;
    }
    return held;
  }

  /** A day. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long macro() {
    long length = 0;
    for (int i = 0; i < MANY; i++) {
      length += macro.text(scope).length();
    }
    return length;
  }

  /** A field that is added to a record. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long filters() {
    long length = 0;
    for (int i = 0; i < MANY; i++) {
      length += filters.text(ofRecord()).length();
    }
    return length;
  }

  private Scope ofRecord() {
    return scope.with("record", record);
  }
}
