package dev.javacdk.core.read;

import dev.javacdk.api.Stream;
import dev.javacdk.core.message.StreamId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Says once what a stream declares and no record of its first page has: its cursor field, its key,
 * anything at all of its schema. Looks at records only until all of it was met. Confined to the
 * thread that reads.
 */
final class FieldsWatch {

  private static final Logger LOG = LoggerFactory.getLogger(FieldsWatch.class);
  private static final int MOST_LOOKED_AT = 1_000;

  /** Something that is declared, and how a record shows that it is there. */
  private record Declared(String words, Predicate<JsonNode> isIn) {}

  private final StreamId stream;
  private final Set<String> said;
  private final List<Declared> declared;
  private final List<Declared> unmet;
  private List<String> fields = List.of();
  private int records;

  private FieldsWatch(StreamId stream, Set<String> said, List<Declared> declared) {
    this.stream = stream;
    this.said = said;
    this.declared = declared;
    this.unmet = new ArrayList<>(declared);
  }

  static FieldsWatch of(Stream stream) {
    List<Declared> declared = new ArrayList<>();
    stream
        .cursor()
        .ifPresent(cursor ->
            declared.add(
                new Declared(
                    "cursor field '" + cursor.field() + "': without it each sync reads all",
                    record -> record.hasNonNull(cursor.field()))));
    for (List<String> path : stream.primaryKey()) {
      String name = String.join(".", path);
      declared.add(
          new Declared(
              "key field '" + name + "': a destination would keep one row of all",
              record -> !at(record, path).isMissingNode() && !at(record, path).isNull()));
    }
    if (stream.schema().saysProperties() && !stream.schema().fields().isEmpty()) {
      declared.add(
          new Declared(
              "field of its schema: is the record an object inside it?",
              record -> record.propertyNames().stream().anyMatch(stream.schema()::has)));
    }
    return new FieldsWatch(
        StreamId.of(stream), ConcurrentHashMap.newKeySet(), List.copyOf(declared));
  }

  /** A watch for another thread, which repeats nothing that this one has said. */
  FieldsWatch another() {
    return new FieldsWatch(stream, said, declared);
  }

  /** Whether the next record is to be looked at. */
  boolean wantsNext() {
    return !unmet.isEmpty() && records < MOST_LOOKED_AT;
  }

  /** Looks at a record. */
  void look(JsonNode record) {
    records++;
    if (fields.isEmpty()) {
      fields = List.copyOf(record.propertyNames());
    }
    for (Iterator<Declared> all = unmet.iterator(); all.hasNext(); ) {
      Declared one = all.next();
      if (one.isIn().test(record)) {
        said.add(one.words());
        all.remove();
      }
    }
  }

  /** A page has ended: what none of its records had is said, and looked for no more. */
  void pageEnded() {
    if (records == 0 || unmet.isEmpty()) {
      return;
    }
    for (Declared one : unmet) {
      if (said.add(one.words())) {
        LOG.warn(
            "stream '{}': not one of its first {} records has the {}; they have {}",
            stream,
            records,
            one.words(),
            String.join(", ", fields));
      }
    }
    unmet.clear();
  }

  private static JsonNode at(JsonNode record, List<String> path) {
    JsonNode at = record;
    for (String name : path) {
      at = at.path(name);
    }
    return at;
  }
}
