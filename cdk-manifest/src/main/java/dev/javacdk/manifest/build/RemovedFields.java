package dev.javacdk.manifest.build;

import dev.javacdk.manifest.expression.Scope;
import dev.javacdk.manifest.model.Transformation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Fields that are taken out of records. Safe for use by many threads. */
final class RemovedFields {

  private static final String EVERY = "*";
  private static final String ANY_DEPTH = "**";

  private final List<List<String>> paths;
  private final @Nullable Text condition;

  RemovedFields(Transformation.RemoveFields said) {
    this.paths = said.paths();
    this.condition =
        said.condition().isEmpty() ? null : Text.of(said.node(), "condition", said.condition());
  }

  /** The record, which is changed. */
  ObjectNode from(ObjectNode record, Scope scope) {
    for (List<String> path : paths) {
      if (!path.isEmpty()) {
        remove(record, path, scope);
      }
    }
    return record;
  }

  private void remove(JsonNode at, List<String> path, Scope scope) {
    String part = path.get(0);
    List<String> rest = path.subList(1, path.size());
    if (part.equals(ANY_DEPTH)) {
      if (!rest.isEmpty()) {
        remove(at, rest, scope);
      }
      at.forEach(inside -> remove(inside, path, scope));
      return;
    }
    if (at instanceof ObjectNode object) {
      for (String name : new ArrayList<>(object.propertyNames())) {
        if (part.equals(EVERY) || part.equals(name)) {
          JsonNode value = object.get(name);
          if (!rest.isEmpty()) {
            remove(value, rest, scope);
          } else if (isMeant(value, scope)) {
            object.remove(name);
          }
        }
      }
    } else if (at instanceof ArrayNode list) {
      elements(list, part, rest, scope);
    }
  }

  /** What is removed of a list leaves a null, so that the others keep their places. */
  private void elements(ArrayNode list, String part, List<String> rest, Scope scope) {
    for (int i = 0; i < list.size(); i++) {
      if (part.equals(EVERY) || part.equals(Integer.toString(i))) {
        if (!rest.isEmpty()) {
          remove(list.get(i), rest, scope);
        } else if (isMeant(list.get(i), scope)) {
          list.setNull(i);
        }
      }
    }
  }

  private boolean isMeant(JsonNode value, Scope scope) {
    return condition == null || condition.holds(scope.with("property", value));
  }
}
