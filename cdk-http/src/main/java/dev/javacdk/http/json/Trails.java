package dev.javacdk.http.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The ways to the places that a walk looks for, and the values that stood there. Confined to the
 * thread that reads.
 */
final class Trails {

  /** A pointer of which the first {@code depth} segments led to where the walk is. */
  record Trail(Pointer pointer, int depth) {
    boolean ended() {
      return depth == pointer.depth();
    }
  }

  private final @Nullable Place place;
  private final Map<Pointer, JsonNode> captured = new HashMap<>();
  private int reached;

  /** The trails of a walk to these records, or to none. */
  Trails(@Nullable Place place) {
    this.place = place;
  }

  /** The trails at the top of the document; that of the records is the last. */
  List<Trail> start(Collection<Pointer> captures) {
    List<Trail> trails = new ArrayList<>();
    for (Pointer pointer : captures) {
      trails.add(new Trail(pointer, 0));
    }
    if (place != null) {
      trails.add(new Trail(place.pointer(), 0));
    }
    return trails;
  }

  /** Those that go on in the property, or in the element, of this name. */
  List<Trail> inside(List<Trail> trails, String name) {
    List<Trail> inside = List.of();
    for (Trail trail : trails) {
      if (trail.pointer().takes(trail.depth(), name)) {
        inside = inside.isEmpty() ? new ArrayList<>(2) : inside;
        inside.add(new Trail(trail.pointer(), trail.depth() + 1));
        if (trail.depth() >= reached && place != null && trail.pointer().equals(place.pointer())) {
          reached = trail.depth() + 1;
        }
      }
    }
    return inside;
  }

  /** Keeps what these trails lead to inside this value. */
  void capture(JsonNode value, List<Trail> trails) {
    for (Trail trail : trails) {
      JsonNode wanted = trail.pointer().in(value, trail.depth());
      if (wanted != null) {
        captured.put(trail.pointer(), wanted);
      }
    }
  }

  /** What stood at the places that were asked for. */
  Map<Pointer, JsonNode> captured() {
    return captured;
  }

  /** How many segments of the place of the records were met. */
  int reached() {
    return reached;
  }
}
