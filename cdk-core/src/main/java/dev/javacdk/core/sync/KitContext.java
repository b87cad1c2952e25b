package dev.javacdk.core.sync;

import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.read.JsonLimits;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.RunClock;
import dev.javacdk.api.read.SharedBudget;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.tally.Effort;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import tools.jackson.databind.node.ObjectNode;

/** What author code may ask of the kit, with or without a stream. Safe for use by many threads. */
public class KitContext implements ReadContext {

  private static final Logger LOG = SafeLogs.of(KitContext.class);
  private static final Duration ANNOUNCE = Duration.ofMinutes(1);

  private final Optional<StreamId> stream;
  private final Messages messages;
  private final LiveConfig config;
  private final KitSettings settings;
  private final StopSignal stop;
  private final Effort effort;
  private final Turns turns;

  /**
   * A context for the reading of a stream.
   *
   * @param effort counts what that costs
   */
  public KitContext(StreamId stream, Sync sync, Effort effort) {
    this(
        Optional.of(stream),
        sync.messages(),
        sync.config(),
        sync.settings(),
        sync.stop(),
        effort,
        sync.turns());
  }

  /** A context; without a stream while the source is checked or discovered. */
  public KitContext(
      Optional<StreamId> stream,
      Messages messages,
      LiveConfig config,
      KitSettings settings,
      StopSignal stop) {
    this(stream, messages, config, settings, stop, new Effort(), Turns.NOT_SHARED);
  }

  private KitContext(
      Optional<StreamId> stream,
      Messages messages,
      LiveConfig config,
      KitSettings settings,
      StopSignal stop,
      Effort effort,
      Turns turns) {
    this.stream = stream;
    this.messages = messages;
    this.config = config;
    this.settings = settings;
    this.stop = stop;
    this.effort = effort;
    this.turns = turns;
  }

  @Override
  public final String stream() {
    return stream.map(StreamId::name).orElse("");
  }

  @Override
  public final void estimate(long records) {
    if (records < 0) {
      throw new IllegalArgumentException("an estimate is at least 0, not " + records);
    }
    stream.ifPresent(s -> messages.estimate(s, records));
  }

  @Override
  public final int pageSize(int otherwise) {
    return settings.pageSize().orElse(otherwise);
  }

  @Override
  public final int pagesAhead(int otherwise) {
    boolean isBounded = settings.limit().isPresent() || !turns.equals(Turns.NOT_SHARED);
    return isBounded || stream.isEmpty()
        ? 0
        : Math.min(settings.readAhead().orElse(otherwise), settings.workers());
  }

  @Override
  public final void updateConfig(Consumer<ObjectNode> change) {
    config.update(change);
  }

  @Override
  public final void registerSecret(String secret) {
    messages.redactor().add(secret);
  }

  @Override
  public final void registerSecret(String name, String secret) {
    messages.redactor().add(name, secret);
  }

  @Override
  public final String seal(String text) {
    return messages.redactor().marks().seal(text);
  }

  @Override
  public final String unseal(String text) {
    return messages.redactor().marks().unseal(text);
  }

  @Override
  public final JsonLimits limits() {
    return settings.limits();
  }

  @Override
  public final void sent(int attempt) {
    effort.sent(attempt);
  }

  @Override
  public final void tookAhead() {
    effort.tookAhead();
  }

  @Override
  public final void pause(Duration time) {
    stop.pause(time);
  }

  @Override
  public final Optional<Duration> turn(SharedBudget budget) {
    return turns.take(budget);
  }

  @Override
  public final RunClock clock() {
    return stop.clock();
  }

  @Override
  public final void waited(Duration time) {
    effort.waited(time);
  }

  @Override
  public final void awaitRateLimit(Instant until) {
    Instant began = clock().instant();
    Duration left = Duration.between(began, until);
    boolean isLong = left.compareTo(ANNOUNCE) > 0;
    effort.waitsUntil(until);
    try {
      while (left.compareTo(Duration.ZERO) > 0) {
        if (isLong) {
          announce(until);
        }
        stop.pause(left.compareTo(ANNOUNCE) > 0 ? ANNOUNCE : left);
        left = Duration.between(clock().instant(), until);
      }
    } finally {
      waited(Duration.between(began, clock().instant()));
    }
  }

  private void announce(Instant until) {
    LOG.info("waiting for a rate limit until {}", until);
    stream.ifPresent(s -> messages.rateLimited(s, until));
  }

  @Override
  public final boolean isStopping() {
    return stop.isStopped();
  }
}
