package dev.javacdk.core.catalog;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.Windows;
import dev.javacdk.api.read.StateMixin;
import dev.javacdk.core.checkpoint.OwnSlices;
import java.time.Instant;
import java.util.List;

/** Finds what is unsound about how a stream is read incrementally. */
final class IncrementalDefinitions {

  private IncrementalDefinitions() {}

  static void check(String name, Stream stream, List<String> mistakes) {
    stream
        .cursor()
        .ifPresent(cursor ->
            cursor
                .windows()
                .ifPresent(windows -> windows(name, stream, cursor, windows, mistakes)));
    if (stream.foldPast().isPresent()) {
      fold(name, stream, mistakes);
    }
    if (stream.partitions() instanceof Partitions.Each each && each.onlyChanged()) {
      follow(name, stream, each.parent(), mistakes);
    }
  }

  private static void windows(
      String name, Stream stream, Cursor cursor, Windows windows, List<String> mistakes) {
    if (stream instanceof StateMixin || stream instanceof OwnSlices) {
      mistakes.add(name + ": it cuts its reads itself, so its cursor cannot have windows");
    }
    if (cursor.isClientSide()) {
      mistakes.add(
          name + ": its API cannot filter by " + cursor + ", so windows read it again each");
    }
    if (cursor.start().isEmpty()) {
      mistakes.add(name + ": windows need to know where the first one begins: say from(...)");
      return;
    }
    if (windows.isOfNumbers()) {
      return;
    }
    Instant start = cursor.values().instantOf(cursor.start().get());
    Instant end = windows.end(start, cursor.values().zone());
    if (!cursor.values().instantOf(cursor.values().textOf(end)).equals(end)) {
      mistakes.add(
          "%s: windows of %s end at %s, which its cursor cannot write: it would say '%s'"
              .formatted(name, windows, end, cursor.values().textOf(end)));
    }
  }

  private static void fold(String name, Stream stream, List<String> mistakes) {
    boolean inParts = !(stream.partitions() instanceof Partitions.Single);
    if (!inParts || stream.cursor().filter(c -> c.values().isInstant()).isEmpty()) {
      mistakes.add(
          name + ": only the cursors of partitions can be folded, and only points in time");
    }
  }

  private static void follow(String name, Stream stream, Stream parent, List<String> mistakes) {
    if (stream.cursor().isEmpty() || parent.cursor().isEmpty()) {
      mistakes.add(
          "%s: to follow the changes of its parent '%s', both need a cursor"
              .formatted(name, parent.name()));
    }
    if (parent
        .cursor()
        .filter(c -> !c.values().isInstant() || c.windows().isPresent())
        .isPresent()) {
      mistakes.add(
          "%s: to follow the changes of its parent '%s', their cursor must be of points in time, without windows"
              .formatted(name, parent.name()));
    }
  }
}
