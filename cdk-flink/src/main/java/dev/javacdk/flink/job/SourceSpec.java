package dev.javacdk.flink.job;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * What a job reads. Goes to every machine of the cluster, with the config in it; says nothing of it
 * in words.
 *
 * @param source makes the author's source
 * @param config the connector's config, a JSON object
 * @param streams which of its streams are read, by name; behind their namespace, where they have
 *     one
 * @param state what an earlier attempt has left, as {@code --state} takes it; empty text where all
 *     is read from its start
 */
public record SourceSpec(SourceFactory source, String config, List<String> streams, String state)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** Refuses a job that reads nothing. */
  public SourceSpec {
    Objects.requireNonNull(source, "source");
    streams = List.copyOf(streams);
    if (streams.isEmpty()) {
      throw new IllegalArgumentException("at least one stream must be named");
    }
  }

  /** The streams alone: the config has secrets. */
  @Override
  public String toString() {
    return String.join(", ", streams);
  }
}
