package dev.javacdk.flink.job;

import dev.javacdk.api.Source;
import java.io.Serializable;

/**
 * Makes the author's source, where it is needed: once for the enumerator and once for each reader.
 * A constructor will do: {@code MySource::new}.
 */
@FunctionalInterface
public interface SourceFactory extends Serializable {

  /** A new source. */
  Source<?> create();
}
