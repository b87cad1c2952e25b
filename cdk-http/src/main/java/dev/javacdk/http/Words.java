package dev.javacdk.http;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.Partition;
import dev.javacdk.http.paging.Pages;
import dev.javacdk.http.paging.Paging;
import java.util.ArrayList;
import java.util.List;

/** Says in words what a stream does. */
final class Words {

  private Words() {}

  static String of(Definition definition, Shape shape) {
    List<String> words = new ArrayList<>();
    words.add(definition.request.words());
    Partitions at = shape.partitions();
    if (at instanceof Partitions.Each each) {
      String times =
          each.times().equals(List.of(Partition.whole()))
              ? ""
              : " in " + each.times().size() + " parts";
      words.add("for each " + each.parent().name() + "." + each.field() + times);
    } else if (at instanceof Partitions.Listed listed) {
      words.add("in " + listed.partitions().size() + " parts");
    }
    shape.cursor().map(Cursor::field).ifPresent(field -> words.add("since " + field));
    shape
        .cursor()
        .flatMap(Cursor::windows)
        .ifPresent(windows -> words.add("in windows of " + windows));
    if (shape.cursor().filter(Cursor::isClientSide).isPresent()) {
      words.add("of all that the API gives");
    }
    Paging paging = definition.paging;
    if (paging != null && paging.isPaged()) {
      words.add("resumes by " + paging.words() + moving(definition, paging));
      int ahead = Pages.of(paging).mostAhead(unsaid -> unsaid);
      if (ahead > 0) {
        words.add("asks for " + (ahead == 1 ? "a page" : ahead + " pages") + " ahead");
      }
    } else if (paging != null) {
      words.add("in one page");
    }
    return definition.name + ": " + String.join(", ", words);
  }

  /** What becomes of rows that move while they are read. */
  private static String moving(Definition definition, Paging paging) {
    if (paging.isStable()) {
      return "";
    }
    if (definition.isAscending() && definition.lowerBound() != null) {
      return ", from page to page by the cursor";
    }
    return paging.showsMoves() ? ", which may shift, and is read again" : ", which may shift";
  }
}
