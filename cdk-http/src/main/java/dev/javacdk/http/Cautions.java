package dev.javacdk.http;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.CursorBound;
import java.util.ArrayList;
import java.util.List;

/**
 * What a sound definition can miss all the same, and cannot see: by how it pages, in which order
 * and between which bounds. The table is in {@code docs/incremental.md}. Pure.
 */
final class Cautions {

  private Cautions() {}

  static List<String> of(Definition definition, Shape shape) {
    Cursor cursor = shape.cursor().orElse(null);
    Paging paging = definition.paging;
    List<String> cautions = new ArrayList<>();
    if (cursor == null || paging == null || !paging.isPaged()) {
      return cautions;
    }
    paging
        .keyset()
        .filter(field -> field.equals(cursor.field()))
        .filter(field -> !definition.primaryKey().equals(List.of(List.of(field))))
        .ifPresent(field ->
            cautions.add(
                "pages go on behind the '"
                    + field
                    + "' of the last record: of records that share one, some are missed; page by a key, or by what has no two alike"));
    CursorBound lower = definition.lowerBound();
    boolean byCursor = cursor.isAscending() && lower != null && !cursor.isClientSide();
    if (paging.isStable() || byCursor) {
      return cautions;
    }
    String instead =
        "; say ascending() where the API can sort by '"
            + cursor.field()
            + "' and filters by it, or overlapByRow()";
    boolean bounded =
        definition.holes().stream()
            .anyMatch(hole -> hole instanceof CursorBound bound && !bound.isLower());
    if (bounded && paging.showsMoves()) {
      return cautions;
    }
    if (paging.overlapsByRow()) {
      if (paging.isNumbered()) {
        cautions.add(
            "a row that goes while another comes in before, between a page and the request that looks at its edge, hides one; offsets, or an upper bound, are exact");
      }
      return cautions;
    }
    String how = paging.words() + ", which are then never read" + instead;
    if (bounded) {
      cautions.add(
          "rows that change while they are read leave its upper bound and move others past the "
              + how);
    } else if (cursor.isAscending()) {
      cautions.add(
          "rows that change while they are read move to the end, and others past the " + how);
    } else if (paging.showsMoves()) {
      cautions.add(
          "rows that are deleted while as many others come, so that the total stays, move some past the "
              + how);
    } else {
      cautions.add(
          "rows that are deleted while others are read move some past the "
              + how
              + ", or total(...) where the API says one");
    }
    return cautions;
  }
}
