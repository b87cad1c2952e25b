package dev.javacdk.http.paging;

import static java.util.stream.Collectors.joining;

import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.request.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a position is made of: mostly one value, sometimes more tokens beside it, each with a place
 * of its own in the next request. A value.
 */
record Parts(Scheme main, List<Scheme> beside) {

  static Parts of(Scheme main) {
    return new Parts(main, List.of());
  }

  Parts and(Scheme token) {
    List<Scheme> more = new ArrayList<>(beside);
    more.add(token);
    return new Parts(main, List.copyOf(more));
  }

  private Stream<Scheme> all() {
    return Stream.concat(Stream.of(main), beside.stream());
  }

  /** Whether the position was made of these parts, or of some of them. */
  boolean take(CursorPosition position) {
    List<String> names = new ArrayList<>(all().map(Scheme::field).toList());
    names.add(PastEnd.FIELD);
    names.add(Seen.FIELD);
    names.add(PageSize.FIELD);
    names.add(Edge.FIELD);
    return names.containsAll(position.names());
  }

  /** The call with what the position has; with {@code start} where it has no main value. */
  Call put(Call call, CursorPosition position, @Nullable JsonNode start) {
    JsonNode first = position.value(main.field());
    JsonNode value = first == null ? start : first;
    Call put = value == null ? call : main.put(call, value);
    for (Scheme token : beside) {
      JsonNode more = position.value(token.field());
      put = more == null ? put : token.put(put, more);
    }
    return put;
  }

  /**
   * The next position; empty where the response has no part of it.
   *
   * @param size how many records were asked for; 0 where that is left to the API
   */
  Optional<CursorPosition> next(CursorPosition asked, PageFacts facts, long size) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (Scheme part : all().toList()) {
      JsonNode value = part.next(asked, facts, size);
      if (value != null) {
        values.set(part.field(), value);
      }
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(CursorPosition.of(values));
  }

  /** The path with what the position has; {@code main} is its main value. */
  String inPath(String path, CursorPosition position, @Nullable JsonNode first) {
    String placed = main.target().inPath(path, first);
    for (Scheme token : beside) {
      placed = token.target().inPath(placed, position.value(token.field()));
    }
    return placed;
  }

  List<String> pathMarks() {
    return all()
        .map(Scheme::target)
        .filter(target -> target.kind() == Target.Kind.PATH)
        .map(Target::mark)
        .toList();
  }

  List<Pointer> captures() {
    return all().flatMap(part -> part.captures().stream()).toList();
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!beside.isEmpty() && !main.hasToken()) {
      problems.add("and(...) goes with a token or a last record, not with " + main.words());
    }
    List<String> fields = all().map(Scheme::field).toList();
    if (fields.stream().distinct().count() < fields.size()) {
      problems.add("two parts of the position have one name: " + fields);
    }
    fields.stream()
        .filter(Set.of(PastEnd.FIELD, Seen.FIELD, PageSize.FIELD, Edge.FIELD)::contains)
        .forEach(field -> problems.add("'" + field + "' cannot name a position: the kit uses it"));
    fields.stream()
        .filter(field -> field.startsWith("__"))
        .forEach(field ->
            problems.add(
                "'" + field + "' cannot name a position: names with '__' belong to the kit"));
    return problems;
  }

  String words() {
    return all().map(Scheme::words).collect(joining(" and "));
  }
}
