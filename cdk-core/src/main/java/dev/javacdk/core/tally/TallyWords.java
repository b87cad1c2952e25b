package dev.javacdk.core.tally;

import static java.util.stream.Collectors.joining;

import dev.javacdk.core.tally.StreamTally.Standing;
import dev.javacdk.core.terminal.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Progress in words. A rate is that of the last seconds; of a stream that has ended, that of all
 * its time. Confined to one thread.
 */
final class TallyWords {

  private static final Duration LAST = Duration.ofSeconds(5);

  /** More streams than this find no room on a screen: those that have ended are summed up. */
  private static final int MOST_ROWS = 15;

  private final Deque<Moment> moments = new ArrayDeque<>();

  private record Moment(Instant at, List<Standing> streams) {}

  /** How fast one stream is. */
  private record Rate(double records, double megabytes) {
    static Rate of(long records, long bytes, Duration time) {
      double seconds = Math.max(0.001, time.toMillis() / 1_000.0);
      return new Rate(records / seconds, bytes / seconds / 1e6);
    }
  }

  /** Takes in how far the streams are now; called before the words are wanted. */
  void at(Instant now, List<Standing> streams) {
    moments.add(new Moment(now, streams));
    while (moments.size() > 2 && Duration.between(second().at(), now).compareTo(LAST) >= 0) {
      moments.removeFirst();
    }
  }

  private Moment second() {
    return moments.stream().skip(1).findFirst().orElseThrow();
  }

  /** A row a stream, none wider than this. */
  List<String> table(int width) {
    List<Standing> now = moments.getLast().streams();
    TextTable table =
        new TextTable(
            List.of("stream", ">records", ">rec/s", ">MB/s", ">pages", "partitions", "now"));
    long ended = now.stream().filter(Standing::ended).count();
    boolean sums = now.size() > MOST_ROWS && ended > 1;
    if (sums) {
      long records = now.stream().filter(Standing::ended).mapToLong(Standing::records).sum();
      table.row(ended + " streams", "%,d".formatted(records), "", "", "", "", "ended");
    }
    List<Standing> rows = now.stream().filter(s -> !sums || !s.ended()).toList();
    rows.stream()
        .limit(MOST_ROWS)
        .forEach(stream -> {
          Rate rate = rate(stream);
          table.row(
              stream.stream().toString(),
              "%,d".formatted(stream.records()),
              "%,.0f".formatted(rate.records()),
              String.format(Locale.ROOT, "%.1f", rate.megabytes()),
              "%,d".formatted(stream.pages()),
              partitions(stream),
              doing(stream));
        });
    List<String> lines = new ArrayList<>(table.lines(width));
    if (rows.size() > MOST_ROWS) {
      lines.add("and %d more".formatted(rows.size() - MOST_ROWS));
    }
    return lines;
  }

  /** All of it in one line. */
  String line() {
    return moments.getLast().streams().stream().map(this::part).collect(joining("; "));
  }

  private String part(Standing stream) {
    Rate rate = rate(stream);
    String partitions = partitions(stream);
    return String.format(
        Locale.ROOT,
        "%s %,d records, %,.0f/s, %.1f MB/s, %,d pages%s%s",
        stream.stream(),
        stream.records(),
        rate.records(),
        rate.megabytes(),
        stream.pages(),
        partitions.isEmpty() ? "" : ", partitions " + partitions,
        doing(stream).isEmpty() ? "" : ", " + doing(stream));
  }

  private Rate rate(Standing now) {
    if (now.ended()) {
      return Rate.of(now.records(), now.bytes(), now.time());
    }
    return moments.stream()
        .limit(moments.size() - 1L)
        .flatMap(moment -> moment.streams().stream())
        .filter(before -> before.stream().equals(now.stream()))
        .findFirst()
        .map(before ->
            Rate.of(
                now.records() - before.records(),
                now.bytes() - before.bytes(),
                now.time().minus(before.time())))
        .orElseGet(() -> Rate.of(now.records(), now.bytes(), now.time()));
  }

  private static String partitions(Standing stream) {
    if (stream.partitions() == 0) {
      return "";
    }
    String done = "%,d read".formatted(stream.partitions() - stream.open() - stream.failed());
    String open = stream.open() > 0 ? ", %,d open".formatted(stream.open()) : "";
    return done + open + (stream.failed() > 0 ? ", %,d failed".formatted(stream.failed()) : "");
  }

  private static String doing(Standing stream) {
    List<String> words = new ArrayList<>();
    if (stream.ended()) {
      words.add("ended after " + seconds(stream.time()));
    }
    Duration waits = stream.waits();
    if (waits != null) {
      words.add("waits for a limit, " + seconds(waits) + " left");
    }
    if (stream.retries() > 0) {
      words.add(stream.retries() == 1 ? "1 retry" : "%,d retries".formatted(stream.retries()));
    }
    return String.join(", ", words);
  }

  private static String seconds(Duration time) {
    long seconds = time.toSeconds();
    return seconds < 60
        ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0)
        : "%d min %02d s".formatted(seconds / 60, seconds % 60);
  }
}
