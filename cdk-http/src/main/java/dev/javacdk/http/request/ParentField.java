package dev.javacdk.http.request;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.http.json.Pointer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A hole for a field of a parent's record: the stream that mentions it is read once for each record
 * of the parent. A value; safe for use by many threads.
 *
 * @param parent the stream whose records are walked; maybe a parent's parent
 * @param field a field of its record, or a JSON pointer
 * @param name what the value is called in the partition, and so in the state
 * @param key whether this field tells the parent's records apart; otherwise it is only carried
 *     along
 * @param unescaped whether it goes into a path as it is, not escaped: it is a path or an address
 *     itself
 */
public record ParentField(Stream parent, String field, String name, boolean key, boolean unescaped)
    implements Hole {

  /** Refuses missing parts. */
  public ParentField {
    Objects.requireNonNull(parent, "parent");
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(name, "name");
  }

  /** The field that tells the parent's records apart. */
  public static ParentField key(Stream parent, String field) {
    return new ParentField(parent, field, Pointer.field(field).last(), true, false);
  }

  /** Another field of the parent's record. */
  public static ParentField data(Stream parent, String field) {
    return new ParentField(parent, field, Pointer.field(field).last(), false, false);
  }

  /** The same, under another name in the partition: {@code "contact_id"}. */
  public ParentField as(String name) {
    return new ParentField(parent, field, name, key, unescaped);
  }

  /**
   * The same, for a field that holds a path or an address of the API's: it goes into the request's
   * path as it is. An address of another host is refused, as a link is.
   */
  public ParentField raw() {
    return new ParentField(parent, field, name, key, true);
  }

  /**
   * Whether it is about this stream: of the same name, and described alike. Two streams of one name
   * that ask for other things are two parents.
   */
  public boolean isOf(Stream stream) {
    return parent.equals(stream)
        || (parent.name().equals(stream.name())
            && parent.namespace().equals(stream.namespace())
            && parent.describe().equals(stream.describe()));
  }

  @Override
  public @Nullable JsonNode fill(StreamSlice slice, Partitions partitions) {
    Partition partition = slice.partition();
    Partitions at = partitions;
    while (at instanceof Partitions.Each each) {
      if (isOf(each.parent())) {
        return partition.value(field.equals(each.field()) ? each.name() : field);
      }
      partition = partition.parent().orElse(Partition.whole());
      at = each.parent().partitions();
    }
    return null;
  }

  @Override
  public String words() {
    return parent.name() + "." + (field.startsWith("/") ? field.substring(1) : field);
  }

  /** The parent by its name only. */
  @Override
  public String toString() {
    return words() + (name.equals(field) ? "" : " as " + name);
  }
}
