package dev.javacdk.core.tally;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import dev.javacdk.core.terminal.Screen;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells people how far the streams are, on a thread of its own: lines that change where the screen
 * has such; else one line now and then.
 */
public final class TallyWatch implements AutoCloseable {

  private static final Duration LIVE = Duration.ofMillis(500);
  private static final Duration PLAIN = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Tallies tallies;
  private final Screen screen;
  private final InstantSource clock;
  private final TallyWords words = new TallyWords();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder().setNameFormat("cdk-progress").setDaemon(true).build());

  private TallyWatch(Tallies tallies, Screen screen, InstantSource clock) {
    this.tallies = tallies;
    this.screen = screen;
    this.clock = clock;
  }

  /** Tells from now on, until it is closed. */
  public static TallyWatch start(Tallies tallies, Screen screen, InstantSource clock) {
    TallyWatch watch = new TallyWatch(tallies, screen, clock);
    long every = (screen.isLive() ? LIVE : PLAIN).toMillis();
    var unused = watch.thread.scheduleAtFixedRate(watch::tell, every, every, TimeUnit.MILLISECONDS);
    return watch;
  }

  private void tell() {
    Instant now = clock.instant();
    words.at(now, tallies.standing(now));
    if (screen.isLive()) {
      screen.show(words.table(screen.width()));
    } else {
      screen.say(words.line());
    }
  }

  /** The lines that changed stay, as they are at the end. */
  @Override
  public void close() {
    MoreExecutors.shutdownAndAwaitTermination(thread, PATIENCE);
    if (screen.isLive()) {
      tell();
      screen.settle();
    }
  }
}
