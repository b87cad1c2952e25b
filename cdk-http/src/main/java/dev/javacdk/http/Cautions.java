package dev.javacdk.http;

import dev.javacdk.api.Cursor;
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
        .filter(field -> !definition.primaryKey.equals(List.of(List.of(field))))
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
    if (!paging.overlapsByRow() && bounded) {
      cautions.add(
          "rows that change while they are read leave its upper bound and move others past the "
              + paging.words()
              + ", which are then never read"
              + instead);
    } else if (!paging.overlapsByRow() && cursor.isAscending()) {
      cautions.add(
          "rows that change while they are read move to the end, and others past the "
              + paging.words()
              + ", which are then never read"
              + instead);
    } else if (!paging.showsMoves()) {
      cautions.add(
          "rows that are deleted while others are read move those past the "
              + paging.words()
              + ", which are then never read"
              + instead
              + ", or total(...) where the API says one");
    }
    return cautions;
  }
}
