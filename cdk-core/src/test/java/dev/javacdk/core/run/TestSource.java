package dev.javacdk.core.run;

import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.spec.ConnectorSpec;
import java.util.List;
import java.util.function.UnaryOperator;

/** A source without config; extended by one that says something else as well. */
public class TestSource implements Source<TestSource.None> {

  /** No config. */
  public record None() {}

  private static UnaryOperator<Stream> shape = UnaryOperator.identity();

  private final List<Stream> streams;

  public TestSource(Stream... streams) {
    this.streams = List.of(streams);
  }

  /** From now on streams are told in this shape. */
  public static void shape(UnaryOperator<Stream> shape) {
    TestSource.shape = shape;
  }

  @Override
  public ConnectorSpec<None> spec() {
    return ConnectorSpec.of(None.class);
  }

  @Override
  public List<Stream> streams(None config) {
    return streams.stream().map(shape).toList();
  }
}
