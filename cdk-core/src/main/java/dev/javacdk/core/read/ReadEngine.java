package dev.javacdk.core.read;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.sync.StreamFailure;
import dev.javacdk.core.sync.Sync;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Reads the streams of a sync and writes their messages: statuses, records, states and errors. The
 * one place where sequential and concurrent reading differ.
 */
public interface ReadEngine {

  /**
   * Reads all streams, each to its end or to its failure; a stream that fails does not stop the
   * others. Called once, on the main thread.
   *
   * @return the streams that failed, with what was reported of each
   */
  List<StreamFailure> read(Sync sync);

  /**
   * The engine that the settings ask for: one of many workers, found by {@link ServiceLoader},
   * where they say how many; else the sequential one.
   *
   * @throws ConfigError where workers are asked for and nobody can give them
   */
  static ReadEngine of(KitSettings settings) {
    if (settings.concurrency().isEmpty()) {
      return new SequentialReadEngine();
    }
    return ServiceLoader.load(ReadEngine.class)
        .findFirst()
        .orElseThrow(() ->
            new ConfigError(
                "%d workers are asked for (_concurrency in the config, or Connector.workers): add the artifact dev.javacdk:cdk-concurrent at run time"
                    .formatted(settings.concurrency().getAsInt())));
  }
}
