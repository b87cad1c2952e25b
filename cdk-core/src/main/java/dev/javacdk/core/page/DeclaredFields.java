package dev.javacdk.core.page;

import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.core.sync.StreamNotices;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a stream says of its records and none of them has: its cursor field, a field of its key, all
 * of its schema. Judged by the first page that has records, and said once; after that nothing is
 * looked at any more. Safe for use by many threads.
 */
public final class DeclaredFields {

  private static final int MOST_NAMED = 20;

  private final Stream stream;
  private final StreamNotices notices;
  private volatile boolean judged;

  /** Of this stream. */
  public DeclaredFields(Stream stream, StreamNotices notices) {
    this.stream = stream;
    this.notices = notices;
  }

  /** A watch over the records of a page; null where nothing is left to find out. */
  public @Nullable Page page() {
    return judged ? null : new Page();
  }

  /** The records of one page. Confined to the thread that reads it. */
  public final class Page {
    private final List<List<String>> keys = new ArrayList<>(stream.primaryKey());
    private @Nullable String cursor = stream.cursor().map(Cursor::field).orElse(null);
    private final Set<String> schema =
        stream.schema().saysProperties() ? Set.copyOf(stream.schema().fields()) : Set.of();
    private final Set<String> unmet = new HashSet<>(schema);

    private long records;
    private Set<String> names = Set.of();

    /** Whether the next record may tell something. */
    boolean wantsNext() {
      return cursor != null || !keys.isEmpty() || !unmet.isEmpty();
    }

    /** Looks at a record. */
    public void look(JsonNode record) {
      if (records++ == 0) {
        names = new LinkedHashSet<>(record.propertyNames());
      }
      if (cursor != null && record.has(cursor)) {
        cursor = null;
      }
      keys.removeIf(path -> has(record, path));
      unmet.removeIf(record::has);
    }

    private static boolean has(JsonNode record, List<String> path) {
      JsonNode value = record;
      for (String name : path) {
        value = value.path(name);
      }
      return !value.isMissingNode();
    }

    /** The page was read to its end: says what none of its records had. */
    public void end() {
      if (records == 0) {
        return;
      }
      judged = true;
      if (cursor != null) {
        say("the cursor field '" + cursor + "'", "each sync reads everything again");
      }
      for (List<String> path : keys) {
        say(
            "the key field '" + String.join(".", path) + "'",
            "a destination that goes by the key keeps one of them");
      }
      if (unmet.size() < schema.size()) {
        unmet.forEach(this::sayMistaken);
      } else if (!schema.isEmpty()) {
        List<String> some = schema.stream().sorted().limit(MOST_NAMED).toList();
        say(
            "any field of the schema (" + String.join(", ", some) + ")",
            "is the record elsewhere?");
      }
    }

    /** A field of the schema and one of the records that differ in their writing only. */
    private void sayMistaken(String field) {
      names.stream()
          .filter(name -> !schema.contains(name) && letters(name).equals(letters(field)))
          .findFirst()
          .ifPresent(name ->
              say(
                  "the field '" + field + "' of the schema",
                  "is it '" + name + "'? @JsonProperty(\"" + name + "\") says so"));
    }

    private static String letters(String name) {
      return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }

    private void say(String what, String so) {
      notices.once(
          what,
          "none of the %d records of its first page has %s: %s; they have %s"
              .formatted(
                  records,
                  what,
                  so,
                  names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))));
    }
  }
}
