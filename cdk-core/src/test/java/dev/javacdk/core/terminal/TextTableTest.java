package dev.javacdk.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void numbersStandRightAndNothingIsCutThatFits() {
    TextTable table = new TextTable(List.of("stream", ">records"));
    table.row("contacts", "1,200");
    table.row("notes", "7");
    assertThat(table.lines(80))
        .containsExactly("stream    records", "contacts    1,200", "notes           7");
  }

  @Test
  void theWidestColumnGivesWayFirst() {
    TextTable table = new TextTable(List.of("id", "text"));
    table.row("1", "a text that is much longer than the screen is wide");
    assertThat(table.lines(20)).containsExactly("id  text", "1   a text that is …");
  }

  @Test
  void columnsThatFindNoRoomAreNamed() {
    TextTable table = new TextTable(List.of("first", "second", "third", "fourth"));
    table.row("aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc", "dddddddddd");
    assertThat(table.lines(24))
        .containsExactly("first       second", "aaaaaaaaaa  bbbbbbbbbb", "and: third, fourth");
  }

  @Test
  void whatMovesTheCursorIsShownAndWideCharactersCountTwice() {
    TextTable table = new TextTable(List.of("a", "b"));
    table.row("x\ny\u001b[2J", "東京");
    table.row("e\u0301", "z");
    List<String> lines = table.lines(80);
    assertThat(lines.get(1)).isEqualTo("x\\ny\\u001b[2J  東京");
    assertThat(lines.get(2)).isEqualTo("e\u0301" + " ".repeat(14) + "z");
    TextTable narrow = new TextTable(List.of("b"));
    narrow.row("東京タワー");
    assertThat(narrow.lines(6).get(1)).isEqualTo("東京…");
  }

  @Test
  void lastColumnGoesOnInTheLinesBelow() {
    TextTable table = new TextTable(List.of("key", "meaning"));
    table.wrapLast();
    table.row("api_key", "The key that the help page of the API tells you how to make.");
    table.row("url", "Where it is.");
    assertThat(table.lines(30))
        .containsExactly(
            "key      meaning",
            "api_key  The key that the help",
            "         page of the API tells",
            "         you how to make.",
            "url      Where it is.");
  }
}
