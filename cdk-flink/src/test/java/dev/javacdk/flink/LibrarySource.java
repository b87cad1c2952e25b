package dev.javacdk.flink;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.Windows;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Secret;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.JsonNodeFactory;

/** A library as a connector sees it: shelves, the books on each, and the chapters of each book. */
public final class LibrarySource implements Source<LibrarySource.Config> {

  /** How large it is. */
  public record Config(int shelves, @Secret String token) {}

  public static final int SHELVES_A_PAGE = 50;
  public static final int BOOKS_A_PAGE = 3;
  private static final int CHAPTERS = 2;
  private static final int LETTERS_A_PAGE = 10;
  private static final int CHANGES_A_PAGE = 5;
  private static final int LOANS = 300;
  private static final int VISITS = 40;
  private static final int POSTERS = 9;
  private static final String[] BRANCHES = {"a", "b", "c", "d", "e", "f"};
  private static final Instant OPENED = Instant.parse("2024-01-01T00:00:00Z");

  static String config(int shelves) {
    return "{\"shelves\":" + shelves + ",\"token\":\"open-sesame\"}";
  }

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    var shelves =
        Streams.paged(
            "shelves",
            (slice, output, context) -> page(slice, output, "", config.shelves(), SHELVES_A_PAGE));
    var books =
        Streams.paged(
                "books",
                (slice, output, context) -> {
                  String shelf = slice.partition().text("shelf", "");
                  context.sent(1);
                  return page(slice, output, shelf + ".", booksOn(shelf), BOOKS_A_PAGE);
                })
            .partitions(Partitions.each(shelves, "id").as("shelf"));
    var chapters =
        Streams.paged(
                "chapters",
                (slice, output, context) -> {
                  String book = slice.partition().text("book", "");
                  return page(slice, output, book + ".", CHAPTERS, 1);
                })
            .partitions(Partitions.each(books, "id").as("book"));
    var letters =
        Streams.paged(
            "letters",
            (slice, output, context) -> page(slice, output, "", config.shelves(), LETTERS_A_PAGE));
    var loans =
        Streams.paged("loans", (slice, output, context) -> changed(slice, output, "", LOANS, "at"))
            .cursor(Cursor.instant("at").from(OPENED.toString()).windows(Windows.ofDays(10)));
    var visits =
        Streams.paged(
                "visits",
                (slice, output, context) -> {
                  String branch = slice.partition().text("branch", "");
                  return changed(slice, output, branch + ".", VISITS, "n");
                })
            .cursor(Cursor.number("n").ascending())
            .mostWorkers(2)
            .group("desk")
            .partitions(Partitions.of("branch", BRANCHES));
    var posters =
        Streams.paged(
                "posters",
                (slice, output, context) -> {
                  String wall = slice.partition().text("wall", "");
                  return page(slice, output, wall + ".", POSTERS, 2);
                })
            .withoutCheckpoints()
            .group("desk")
            .partitions(Partitions.of("wall", BRANCHES));
    var stamps =
        Streams.records(
            "stamps",
            (slice, output, context) ->
                page(slice, output, "", config.shelves(), Integer.MAX_VALUE));
    return List.of(shelves, books, chapters, letters, loans, visits, posters, stamps);
  }

  private static Progress changed(
      StreamSlice slice, RecordOutput output, String prefix, int all, String field)
      throws Exception {
    int from = Integer.parseInt(slice.cursor().text("after", "0"));
    Library.asked(prefix + field + "@" + slice.since() + "+" + from);
    List<Integer> within = new ArrayList<>();
    for (int i = 0; i < all; i++) {
      if (isWithin(slice, i, field)) {
        within.add(i);
      }
    }
    int to = Math.min(within.size(), from + CHANGES_A_PAGE);
    for (int i : within.subList(Math.min(from, to), to)) {
      var record = JsonNodeFactory.instance.objectNode().put("id", prefix + i);
      output.emit(field.equals("n") ? record.put("n", i) : record.put("at", at(i)));
    }
    return to < within.size() ? Progress.next("after", String.valueOf(to)) : Progress.complete();
  }

  private static boolean isWithin(StreamSlice slice, int i, String field) {
    String since = slice.since();
    if (field.equals("n")) {
      return since == null || i >= Integer.parseInt(since);
    }
    Instant at = Instant.parse(at(i));
    String until = slice.until();
    return (since == null || !at.isBefore(Instant.parse(since)))
        && (until == null || at.isBefore(Instant.parse(until)));
  }

  private static String at(int loan) {
    return OPENED.plus(Duration.ofHours(7L * loan)).toString();
  }

  public static int booksOn(String shelf) {
    return Integer.parseInt(shelf) % 8;
  }

  /** The page that a book is on, as {@link Library#asked} is told it. */
  static String pageOf(String book) {
    int dot = book.indexOf('.');
    int number = Integer.parseInt(book.substring(dot + 1));
    return book.substring(0, dot + 1) + "@" + number / BOOKS_A_PAGE * BOOKS_A_PAGE;
  }

  private static Progress page(
      StreamSlice slice, RecordOutput output, String prefix, int all, int size) throws Exception {
    int from = Integer.parseInt(slice.cursor().text("after", "0"));
    Library.asked(prefix + "@" + from);
    int to = (int) Math.min(all, from + (long) size);
    for (int i = from; i < to; i++) {
      output.emit(JsonNodeFactory.instance.objectNode().put("id", prefix + i));
    }
    return to < all ? Progress.next("after", String.valueOf(to)) : Progress.complete();
  }

  public static List<String> allOf(String stream, int shelves) {
    List<String> all = new ArrayList<>();
    if (stream.equals("loans")) {
      return IntStream.range(0, LOANS).mapToObj(String::valueOf).toList();
    }
    if (stream.equals("visits") || stream.equals("posters")) {
      int each = stream.equals("visits") ? VISITS : POSTERS;
      for (String branch : BRANCHES) {
        IntStream.range(0, each).forEach(n -> all.add(branch + "." + n));
      }
      return all;
    }
    for (int shelf = 0; shelf < shelves; shelf++) {
      if (List.of("letters", "shelves", "stamps").contains(stream)) {
        all.add(String.valueOf(shelf));
        continue;
      }
      for (int book = 0; book < booksOn(String.valueOf(shelf)); book++) {
        if (stream.equals("books")) {
          all.add(shelf + "." + book);
          continue;
        }
        for (int chapter = 0; chapter < CHAPTERS; chapter++) {
          all.add(shelf + "." + book + "." + chapter);
        }
      }
    }
    return all;
  }
}
