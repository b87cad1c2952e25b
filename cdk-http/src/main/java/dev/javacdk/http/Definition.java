package dev.javacdk.http;

import dev.javacdk.api.StreamTraits;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.state.Partition;
import dev.javacdk.http.json.Place;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.CursorBound;
import dev.javacdk.http.request.Hole;
import dev.javacdk.http.request.Request;
import dev.javacdk.http.request.SliceValues;
import dev.javacdk.http.response.Format;
import dev.javacdk.http.rule.Rule;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that is said of an HTTP stream. Changed only by {@link HttpStream} on a copy that
 * nobody else has seen yet; from then on it is read by many threads.
 */
final class Definition {

  /** Makes any number of records out of one. */
  @FunctionalInterface
  interface Step {
    Collection<ObjectNode> apply(ObjectNode record, SliceValues values);
  }

  final String name;
  Request request = Request.of("GET", "");
  @Nullable Request following;
  boolean requested;
  Format format = Format.JSON;
  @Nullable Place place;
  @Nullable Paging paging;
  StreamTraits traits = StreamTraits.NONE;
  List<Rule> rules = List.of();
  List<Partition> parts = List.of();
  Map<String, Hole> added = new LinkedHashMap<>();
  List<Step> steps = List.of();
  UnaryOperator<Call> prepare = UnaryOperator.identity();
  List<Hole> mentioned = List.of();
  boolean onlyChanged;

  Definition(String name) {
    this.name = name;
  }

  Definition copy(String name) {
    Definition copy = new Definition(name);
    copy.request = request;
    copy.following = following;
    copy.requested = requested;
    copy.format = format;
    copy.place = place;
    copy.paging = paging;
    copy.traits = traits;
    copy.rules = rules;
    copy.parts = parts;
    copy.added = new LinkedHashMap<>(added);
    copy.steps = steps;
    copy.prepare = prepare;
    copy.mentioned = mentioned;
    copy.onlyChanged = onlyChanged;
    return copy;
  }

  /** The bound of the cursor below which requests leave out what has not changed; null: none. */
  @Nullable CursorBound lowerBound() {
    return request.holes().stream()
        .filter(CursorBound.class::isInstance)
        .map(CursorBound.class::cast)
        .filter(CursorBound::isLower)
        .findFirst()
        .orElse(null);
  }

  /** Whether its records come in the order of its cursor. */
  boolean isAscending() {
    CursorBound bound = lowerBound();
    return (bound == null ? traits.cursor() : Optional.of(bound.cursor()))
        .filter(Cursor::isAscending)
        .isPresent();
  }

  List<List<String>> primaryKey() {
    return traits.primaryKey();
  }

  /** Every hole of the stream: of its request, and of the fields that it adds. */
  Set<Hole> holes() {
    Set<Hole> holes = new LinkedHashSet<>(request.holes());
    if (following != null) {
      holes.addAll(following.holes());
    }
    if (paging != null) {
      paging.opening().ifPresent(opening -> holes.addAll(opening.request().holes()));
    }
    Stream.concat(added.values().stream(), mentioned.stream())
        .flatMap(Hole::leaves)
        .forEach(holes::add);
    return holes;
  }
}
