package dev.javacdk.manifest.build;

import dev.javacdk.api.Stream;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.api.state.Partition;
import dev.javacdk.core.problem.Problem;
import java.util.List;

/**
 * A stream of the manifest that cannot be read; who chooses it is told why. A value.
 *
 * @param name of the stream
 * @param reasons each with its place
 */
record RefusedStream(String name, List<Problem> reasons) implements Stream {

  @Override
  public Schema schema() {
    return Schema.any();
  }

  @Override
  public List<String> problems() {
    return reasons.stream().map(Problem::toString).toList();
  }

  @Override
  public PageReader reader(Partition partition) {
    throw new ConfigError(String.join("; ", problems()));
  }
}
