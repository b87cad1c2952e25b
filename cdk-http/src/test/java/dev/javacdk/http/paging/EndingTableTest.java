package dev.javacdk.http.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.http.json.Pointer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What ends a listing is what the table in docs/http.md says, row by row. */
class EndingTableTest {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int SIZE = 2;

  /** A cell of the table may name several values; {@code any} names all of its column. */
  private record Row(
      String paging,
      List<String> flags,
      List<String> counts,
      List<String> pages,
      List<String> tokens,
      String outcome) {

    Stream<Case> cases() {
      List<Case> cases = new ArrayList<>();
      for (String flag : flags) {
        for (String count : counts) {
          for (String page : pages) {
            for (String token : tokens) {
              cases.add(new Case(paging, flag, count, page, token, outcome));
            }
          }
        }
      }
      return cases.stream();
    }
  }

  private record Case(
      String paging, String flag, String count, String page, String token, String outcome) {

    List<Paging> pagings() {
      return switch (paging) {
        case "steps" ->
            List.of(Paging.pageNumber("p").size("n", SIZE), Paging.offset("p", "n", SIZE));
        case "record" -> List.of(Paging.lastRecord("id").query("p").size("n", SIZE));
        default ->
            List.of(
                Paging.token("/token").query("p").size("n", SIZE),
                Paging.nextLink("/token").size("n", SIZE));
      };
    }

    Paging declared(Paging paging) {
      Paging flagged = flag.equals("none") ? paging : paging.more("/more");
      return count.equals("none") ? flagged : flagged.total("/total");
    }

    /** This page comes behind one of two records. */
    PageFacts facts() {
      int records =
          switch (page) {
            case "empty" -> 0;
            case "some" -> 1;
            default -> SIZE;
          };
      Map<Pointer, JsonNode> captured = new HashMap<>();
      captured.put(Pointer.of("/more"), NODES.booleanNode(flag.equals("more")));
      captured.put(
          Pointer.of("/total"), NODES.numberNode(count.equals("more") ? 100 : SIZE + records));
      if (token.equals("there")) {
        captured.put(Pointer.of("/token"), NODES.stringNode("/s?p=c"));
      }
      JsonNode last = records == 0 ? null : NODES.numberNode(7);
      return new PageFacts(
          URI.create("http://h/s"), true, records, 1, captured, last, name -> List.of(), null);
    }

    @Override
    public String toString() {
      return String.join(" | ", paging, flag, count, page, token) + " -> " + outcome;
    }
  }

  private static List<Row> table() throws Exception {
    List<String> lines = Files.readAllLines(Path.of("..", "docs", "http.md"));
    int head = lines.indexOf("| paging | flag | count | page | token | what is done |");
    return lines.stream()
        .skip(head + 2)
        .takeWhile(line -> line.startsWith("|"))
        .map(EndingTableTest::row)
        .toList();
  }

  private static Row row(String line) {
    String[] cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
    return new Row(
        cells[1],
        values(cells[2], "more", "end", "none"),
        values(cells[3], "more", "end", "none"),
        values(cells[4], "some", "full", "empty"),
        values(cells[5], "there", "none"),
        cells[6].split(":", -1)[0]);
  }

  private static List<String> values(String cell, String... all) {
    return cell.equals("any") ? List.of(all) : List.of(cell.split(", ", -1));
  }

  @TestFactory
  Stream<DynamicTest> eachRowHolds() throws Exception {
    return table().stream()
        .flatMap(Row::cases)
        .flatMap(one ->
            one.pagings().stream()
                .map(paging ->
                    DynamicTest.dynamicTest(
                        paging + " | " + one,
                        () -> assertThat(decide(one, paging)).isEqualTo(one.outcome()))));
  }

  @Test
  void everyCombinationStandsInExactlyOneRow() throws Exception {
    List<String> cases =
        table().stream().flatMap(Row::cases).map(c -> c.toString().split(" ->", -1)[0]).toList();
    assertThat(cases).doesNotHaveDuplicates();
    // Flags × counts × pages of what steps; flags × pages of records; with tokens of what is led.
    assertThat(cases).hasSize(27 + 9 + 18);
  }

  private static String decide(Case one, Paging paging) {
    Paging declared = one.declared(paging);
    PageTrail trail = new PageTrail(new Declared());
    CursorPosition second = second(declared, trail);
    Turn turn;
    try {
      turn = Pages.of(declared).turn(second, one.facts(), trail);
    } catch (SystemError e) {
      return "error";
    }
    if (turn instanceof Turn.Next next) {
      return Pages.of(declared).isPastEnd(next.position()) ? "next, past the end" : "next";
    }
    return ((Turn.End) turn).warnings().isEmpty() ? "end" : "end, warning";
  }

  /** Reads a page of two records before, which never had a token where the case has none. */
  private static CursorPosition second(Paging paging, PageTrail trail) {
    boolean led = paging.scheme().isLed();
    trail.came(true, OptionalLong.empty(), SIZE);
    return led ? CursorPosition.of(paging.scheme().field(), "/s?p=b") : CursorPosition.of("p", 2);
  }
}
