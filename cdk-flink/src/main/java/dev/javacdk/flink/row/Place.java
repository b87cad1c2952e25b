package dev.javacdk.flink.row;

import dev.javacdk.api.error.ConfigError;
import java.io.Serializable;
import java.util.Locale;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where in the records of a stream a value stands, and what becomes of it if it does not fit.
 *
 * @param stream the stream's name
 * @param path the field, behind those that it is in; empty where it is the record
 * @param misfits what becomes of it
 * @param advice for whoever has one that does not fit
 */
record Place(String stream, String path, Misfits misfits, Advice advice) implements Serializable {

  private static final long serialVersionUID = 1;

  /** What can be done, where NULL is allowed and where not. */
  private enum Advice {
    TABLE("give the column another type", ", or set 'misfits' to 'null'"),
    SCHEMA("correct the schema", ", or read the stream asObjects()");

    private final String always;
    private final String nullable;

    Advice(String always, String nullable) {
      this.always = always;
      this.nullable = nullable;
    }
  }

  /** The records of a stream, as rows of a table. */
  static Place ofTable(String stream, Misfits misfits) {
    return new Place(stream, "", misfits, Advice.TABLE);
  }

  /** The records of a stream, as rows of its schema. */
  static Place ofSchema(String stream) {
    return new Place(stream, "", Misfits.FAIL, Advice.SCHEMA);
  }

  /** The place of a field of the object that stands here. */
  Place field(String name) {
    return new Place(stream, path.isEmpty() ? name : path + "." + name, misfits, advice);
  }

  /** The place of what is in the array or map that stands here. */
  Place each() {
    return new Place(stream, path + "[]", misfits, advice);
  }

  /** The same conversion, by which what is null, missing or does not fit is NULL or refused. */
  Conversion guard(LogicalType type, Conversion conversion) {
    return guard(type.asSummaryString(), type.isNullable(), conversion);
  }

  /** The same, of a type of this name. */
  Conversion guard(String column, boolean nullable, Conversion conversion) {
    boolean lenient = nullable && misfits == Misfits.NULL;
    return value -> {
      boolean absent = value.isNull() || value.isMissingNode();
      Object made = absent ? null : conversion.of(value);
      if (made == null && !(absent ? nullable : lenient)) {
        throw misfit(value, column, nullable);
      }
      return made;
    };
  }

  /** What a conversion makes of the object that stands here; NULL where there is none. */
  Conversion through(LogicalType type, Conversion under) {
    Conversion object = guard(type, value -> value.isObject() ? value : null);
    return value -> object.of(value) == null ? null : under.of(value);
  }

  private ConfigError misfit(JsonNode value, String column, boolean nullable) {
    return new ConfigError(
        "stream '%s': field '%s' is %s, which type %s cannot hold: %s%s"
            .formatted(
                stream, path, kind(value), column, advice.always, nullable ? advice.nullable : ""));
  }

  /** What kind of value it is; never the value, which may be nobody's business. */
  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "a text";
      case ARRAY, OBJECT -> "an " + value.getNodeType().name().toLowerCase(Locale.ROOT);
      case NULL -> "null";
      case MISSING -> "missing";
      default -> "a " + value.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }

  /** A column that no value of JSON can be. */
  ConfigError refuse(LogicalType type, @Nullable String instead) {
    return new ConfigError(
        "column '%s' is of type %s, which no value of JSON is%s"
            .formatted(path, type.asSummaryString(), instead == null ? "" : ": " + instead));
  }
}
