package dev.javacdk.core.feed;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.cursor.Cursor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is kept of each record of a parent: the fields that make the partitions of those that hang
 * on it, the fields that their requests need, and what they follow its changes by. A value; safe
 * for use by many threads.
 */
public final class ParentFields {

  private final List<String> names;
  private final Set<String> keys;
  private final Set<String> atTop;

  private ParentFields(List<String> names, Set<String> keys) {
    this.names = names;
    this.keys = keys;
    Set<String> top = new LinkedHashSet<>();
    names.forEach(name -> top.add(name.startsWith("/") ? topOf(name) : name));
    this.atTop = top;
  }

  /** What these need of the records of the parent that all of them have. */
  public static ParentFields of(Collection<Partitions.Each> children) {
    Set<String> names = new LinkedHashSet<>();
    Set<String> keys = new LinkedHashSet<>();
    for (Partitions.Each each : children) {
      keys.add(each.field());
      names.add(each.field());
      names.addAll(each.data());
      if (each.onlyChanged()) {
        each.parent().cursor().map(Cursor::field).ifPresent(names::add);
      }
    }
    return new ParentFields(List.copyOf(names), keys);
  }

  /** The name at the top of a record below which a JSON pointer points. */
  private static String topOf(String pointer) {
    int end = pointer.indexOf('/', 1);
    String segment = end < 0 ? pointer.substring(1) : pointer.substring(1, end);
    return segment.replace("~1", "/").replace("~0", "~");
  }

  /** The names at the top of a record that have all that is wanted of it. */
  public Set<String> atTop() {
    return atTop;
  }

  /** How many values of a record are kept. */
  int size() {
    return names.size();
  }

  /** Which of the values has this name, or this pointer. */
  int indexOf(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalStateException("'" + name + "' is not kept, but " + names);
    }
    return index;
  }

  String name(int index) {
    return names.get(index);
  }

  /** Whether a value makes a partition. */
  boolean isKey(int index) {
    return keys.contains(names.get(index));
  }

  /** The values of a record, null where it has none. */
  @Nullable JsonNode[] of(JsonNode record) {
    List<@Nullable JsonNode> values = new ArrayList<>(names.size());
    names.forEach(name -> values.add(in(record, name)));
    return values.toArray(JsonNode[]::new);
  }

  /**
   * The value of a field; null where there is none.
   *
   * @param name a name, or a JSON pointer where it begins with {@code /}
   */
  public static @Nullable JsonNode in(JsonNode record, String name) {
    JsonNode value = name.startsWith("/") ? record.at(name) : record.path(name);
    return value.isMissingNode() ? null : value;
  }
}
