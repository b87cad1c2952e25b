package dev.javacdk.manifest.model;

import dev.javacdk.core.problem.Place;
import dev.javacdk.core.problem.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a component stands, and all that it says, also what its record has no name for.
 *
 * @param place {@code streams[3].retriever.paginator}, in the stream that it belongs to
 * @param line of the file where it begins, from 1; 0 where that is unknown
 * @param fields as they were read; not to be changed
 */
public record Node(Place place, int line, ObjectNode fields) {

  private static final String PARAMETERS = "$parameters";

  /** The type that it says; empty where it says none. */
  public String type() {
    JsonNode type = fields.get("type");
    return type != null && type.isString() ? type.stringValue() : "";
  }

  /** Its own parameters and those of all that is around it; empty where there are none. */
  public ObjectNode parameters() {
    return fields.get(PARAMETERS) instanceof ObjectNode parameters
        ? parameters
        : JsonNodeFactory.instance.objectNode();
  }

  /** A mistake in one of its fields. */
  public Problem problem(String field, String what) {
    return new Problem(place.below(field), what + said());
  }

  /** A mistake of the component as a whole. */
  public Problem problem(String what) {
    return new Problem(place, what + said());
  }

  private String said() {
    return line == 0 ? "" : " (line " + line + ")";
  }
}
