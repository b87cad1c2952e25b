package dev.javacdk.http;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.Partition;
import dev.javacdk.http.json.Place;
import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.paging.Pages;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.CursorBound;
import dev.javacdk.http.request.Hole;
import dev.javacdk.http.request.ParentField;
import dev.javacdk.http.request.PartitionValue;
import dev.javacdk.http.request.Request;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a stream is, read off its holes: whose substream, by which cursor incremental, and what is
 * unsound about it. A value; safe for use by many threads.
 *
 * @param partitions the stream's parts
 * @param cursor the field by which it is read incrementally
 * @param problems what is unsound, each in a sentence; empty where all is well
 */
record Shape(Partitions partitions, Optional<Cursor> cursor, List<String> problems) {

  static Shape of(Definition definition) {
    List<String> problems = new ArrayList<>(definition.request.problems());
    if (definition.following != null) {
      problems.addAll(definition.following.problems());
    }
    Set<Hole> holes = definition.holes();
    checkDefinition(definition, problems);
    Optional<Cursor> cursor = cursor(definition, holes, problems);
    Partitions partitions = partitions(definition, holes, problems);
    return new Shape(partitions, cursor, List.copyOf(problems));
  }

  private static void checkDefinition(Definition definition, List<String> problems) {
    if (!definition.requested) {
      problems.add("no request is said: use get(...) or post(...)");
    }
    if (definition.place == null && definition.format.hasPlaces()) {
      problems.add("no place of the records is said: use records(\"/...\")");
    }
    Paging paging = definition.paging;
    if (paging == null) {
      problems.add("no paging is said: use paging(...), Paging.none() where there is one page");
      return;
    }
    problems.addAll(paging.problems());
    if (paging.overlapsByRow() && definition.primaryKey().isEmpty()) {
      problems.add("overlapByRow() tells rows by their key: use key(...)");
    }
    checkPlaces(definition, Pages.of(paging), problems);
  }

  private static void checkPlaces(Definition definition, Pages pages, List<String> problems) {
    if (!definition.format.hasPlaces() && !pages.captures().isEmpty()) {
      problems.add("the paging looks into the body, which has no places in this format");
    }
    Place place = definition.place;
    for (Pointer capture : pages.captures()) {
      if (place != null && capture.holds(place.pointer())) {
        problems.add("the paging looks at " + capture + ", where the records are");
      } else if (place != null
          && place.holds() == Place.Holds.ARRAY
          && capture.isBelow(place.pointer())) {
        problems.add(
            "the paging looks at " + capture + ", which is among the records: use lastRecord(...)");
      }
      if (capture.isWild()) {
        problems.add("the paging cannot look at " + capture + ": no * there");
      }
    }
    Request behind = definition.following == null ? definition.request : definition.following;
    for (String mark : pages.pathMarks()) {
      if (!behind.path().text().contains(mark)) {
        problems.add(
            "the path '" + behind.path().text() + "' has no " + mark + ", where the paging goes");
      }
    }
  }

  private static Optional<Cursor> cursor(
      Definition definition, Set<Hole> holes, List<String> problems) {
    Set<Cursor> cursors = new LinkedHashSet<>();
    definition.traits.cursor().ifPresent(cursors::add);
    for (Hole hole : holes) {
      if (hole instanceof CursorBound bound) {
        cursors.add(bound.cursor());
        bound.problem().ifPresent(problems::add);
      }
    }
    if (definition.traits.cursor().filter(cursor -> !cursor.isClientSide()).isPresent()
        && holes.stream().noneMatch(CursorBound.class::isInstance)) {
      problems.add(
          "nothing asks for what changed by "
              + definition.traits.cursor().get()
              + ": use a hole since(...), or clientSide() where the API cannot filter");
    }
    if (cursors.size() > 1) {
      problems.add(
          "more than one cursor is mentioned, or one with different things said of it: " + cursors);
    }
    return cursors.stream().findFirst();
  }

  private static Partitions partitions(
      Definition definition, Set<Hole> holes, List<String> problems) {
    List<ParentField> fields =
        holes.stream().filter(ParentField.class::isInstance).map(ParentField.class::cast).toList();
    Partitions partitions = partitions(definition, fields, problems);
    checkValues(holes, partitions, problems);
    return partitions;
  }

  private static Partitions partitions(
      Definition definition, List<ParentField> fields, List<String> problems) {
    if (fields.isEmpty()) {
      if (definition.onlyChanged) {
        problems.add("no parent is mentioned whose changes it could follow: use each(...)");
      }
      return definition.parts.isEmpty() ? Partitions.single() : Partitions.of(definition.parts);
    }
    List<ParentField> keys = fields.stream().filter(ParentField::key).toList();
    ParentField direct =
        keys.stream().filter(key -> isBelowAll(key, fields)).findFirst().orElse(null);
    if (direct == null) {
      problems.add(
          keys.isEmpty()
              ? "fields of a parent are mentioned, but not which tells its records apart: use each(...)"
              : "the parents of " + keys + " are not in one line: a stream has one direct parent");
      return Partitions.single();
    }
    Partitions.Each each = each(named(direct, keys), fields, problems);
    if (definition.onlyChanged) {
      each = each.whenChanged();
    }
    return definition.parts.isEmpty() ? each : each.times(Partitions.of(definition.parts));
  }

  private static Partitions.Each each(
      ParentField key, List<ParentField> fields, List<String> problems) {
    List<String> data = new ArrayList<>();
    for (ParentField field : fields) {
      if (field.isOf(key.parent())) {
        if (field.key() && !field.field().equals(key.field())) {
          problems.add(field + " and " + key + " both tell records apart: use field(...) for one");
        } else if (!field.key() && !data.contains(field.field())) {
          data.add(field.field());
        }
      } else if (!isKeyAbove(field, key)) {
        problems.add(field + " is not at hand: of a parent's parent, only what tells it apart is");
      }
    }
    return Partitions.each(key.parent(), key.field())
        .as(key.name())
        .with(data.toArray(String[]::new));
  }

  private static void checkValues(Set<Hole> holes, Partitions partitions, List<String> problems) {
    for (Hole hole : holes) {
      if (hole instanceof PartitionValue value && !isListed(value.name(), partitions)) {
        problems.add("no partitions are said for '" + value.name() + "': use partitions(...)");
      }
    }
  }

  /** Whether the parts of the stream, or of a parent, have a value of that name from a list. */
  private static boolean isListed(String name, Partitions partitions) {
    Partitions at = partitions;
    while (at instanceof Partitions.Each each) {
      if (allHave(name, each.times())) {
        return true;
      }
      at = each.parent().partitions();
    }
    return at instanceof Partitions.Listed listed && allHave(name, listed.partitions());
  }

  private static boolean allHave(String name, List<Partition> parts) {
    return !parts.isEmpty() && parts.stream().allMatch(part -> part.has(name));
  }

  /** Of several mentions of one field, the one that names it says its name. */
  private static ParentField named(ParentField direct, List<ParentField> keys) {
    ParentField plain = ParentField.key(direct.parent(), direct.field());
    return keys.stream()
        .filter(key -> key.isOf(direct.parent()) && key.field().equals(direct.field()))
        .filter(key -> !key.name().equals(plain.name()))
        .findFirst()
        .orElse(direct);
  }

  /** Whether every other parent that is mentioned is this one's, or above it. */
  private static boolean isBelowAll(ParentField key, List<ParentField> fields) {
    return fields.stream().allMatch(f -> f.isOf(key.parent()) || above(f, key) != null);
  }

  private static boolean isKeyAbove(ParentField field, ParentField key) {
    Partitions.Each above = above(field, key);
    return above != null && Objects.equals(above.field(), field.field());
  }

  /** The step in the line above {@code key}'s parent that walks {@code field}'s parent; or null. */
  private static Partitions.@Nullable Each above(ParentField field, ParentField key) {
    Partitions at = key.parent().partitions();
    while (at instanceof Partitions.Each each) {
      if (field.isOf(each.parent())) {
        return each;
      }
      at = each.parent().partitions();
    }
    return null;
  }
}
