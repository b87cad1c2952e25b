package dev.javacdk.concurrent.coordinator;

import dev.javacdk.concurrent.ConcurrentSettings;
import dev.javacdk.concurrent.handover.HandOver;
import dev.javacdk.concurrent.worker.Delivery;
import dev.javacdk.concurrent.worker.Workers;
import dev.javacdk.core.read.ReadEngine;
import dev.javacdk.core.sync.StreamFailure;
import dev.javacdk.core.sync.Sync;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads streams side by side and their partitions on a pool of workers. The calling thread becomes
 * the coordinator, which alone writes; when this returns or throws, its workers are gone. Found by
 * {@link java.util.ServiceLoader} where workers are asked for.
 */
public final class ConcurrentReadEngine implements ReadEngine {

  private final @Nullable ConcurrentSettings settings;

  /** With what the operator set in the config. */
  public ConcurrentReadEngine() {
    this.settings = null;
  }

  /** With these settings, whatever the config says. */
  public ConcurrentReadEngine(ConcurrentSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<StreamFailure> read(Sync sync) {
    ConcurrentSettings given = settings;
    ConcurrentSettings chosen = given == null ? ConcurrentSettings.from(sync.settings()) : given;
    HandOver<Delivery> handOver = new HandOver<>(chosen.queueBytes(), chosen.queueItems());
    return new Coordinator(sync, chosen, new Workers(chosen.workers(), handOver)).read();
  }
}
