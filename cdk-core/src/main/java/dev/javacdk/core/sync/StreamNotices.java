package dev.javacdk.core.sync;

import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.core.message.Redactor;
import dev.javacdk.core.message.StreamId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;

/**
 * What is odd about a stream and yet no failure: said once, however often it is met and by however
 * many threads; or counted, and said with an example when the stream ends. Safe for use by many
 * threads.
 */
public final class StreamNotices {

  private static final Logger LOG = SafeLogs.of(StreamNotices.class);

  private final StreamId stream;
  private final Redactor redactor;
  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private final Map<String, Counted> counted = new ConcurrentSkipListMap<>();

  private record Counted(LongAdder count, String example) {}

  /**
   * Of this stream.
   *
   * @param redactor keeps secrets out of what is said, wherever it is logged
   */
  public StreamNotices(StreamId stream, Redactor redactor) {
    this.stream = stream;
    this.redactor = redactor;
  }

  /**
   * Warns, unless it was said before.
   *
   * @param topic what it is about
   */
  public void once(String topic, String words) {
    if (said.add(topic)) {
      LOG.warn("stream '{}': {}", stream, redactor.redact(words));
    }
  }

  /**
   * Counts.
   *
   * @param more how many more were met
   * @param words says it, with {@code %d} for how many they were and {@code %s} for an example
   * @param example the first one stays
   */
  public void count(long more, String words, String example) {
    counted.computeIfAbsent(words, w -> new Counted(new LongAdder(), example)).count().add(more);
  }

  /** Warns of what was counted since. Called when the stream ends, in whatever way. */
  public void sayCounted() {
    counted.forEach((words, met) ->
        LOG.warn(
            "stream '{}': {}",
            stream,
            redactor.redact(words.formatted(met.count().sum(), met.example()))));
    counted.clear();
  }
}
