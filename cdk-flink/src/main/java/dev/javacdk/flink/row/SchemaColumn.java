package dev.javacdk.flink.row;

import java.io.Serializable;
import java.lang.reflect.Array;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.types.RowUtils;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a JSON Schema is to Flink, outside of its tables: a type, and how values of it are made.
 * Whatever can be more than one type is text.
 *
 * @param type of the values
 * @param conversion makes them
 */
record SchemaColumn(TypeInformation<?> type, Conversion conversion) implements Serializable {

  private static final long serialVersionUID = 1;

  private static final LogicalType TEXT = new VarCharType(VarCharType.MAX_LENGTH);
  private static final LogicalType TIME = new TimestampType(TimestampType.MAX_PRECISION);

  /** A row of the properties of an object. */
  static SchemaColumn row(Place place, JsonNode schema) {
    List<String> names = List.copyOf(schema.path("properties").propertyNames());
    List<SchemaColumn> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(of(place.field(name), schema.path("properties").path(name)));
    }
    TypeInformation<Row> type =
        Types.ROW_NAMED(
            names.toArray(String[]::new),
            columns.stream().map(SchemaColumn::type).toArray(TypeInformation<?>[]::new));
    List<Conversion> conversions = columns.stream().map(SchemaColumn::conversion).toList();
    return new SchemaColumn(type, rows(names, conversions));
  }

  private static Conversion rows(List<String> names, List<Conversion> conversions) {
    LinkedHashMap<String, Integer> positions = new LinkedHashMap<>();
    names.forEach(name -> positions.put(name, positions.size()));
    return value -> {
      if (!value.isObject()) {
        return null;
      }
      @Nullable Object[] fields = new Object[names.size()];
      for (int i = 0; i < fields.length; i++) {
        fields[i] = conversions.get(i).of(value.path(names.get(i)));
      }
      return RowUtils.createRowWithNamedPositions(RowKind.INSERT, fields, positions);
    };
  }

  private static SchemaColumn of(Place place, JsonNode schema) {
    SchemaColumn plain =
        switch (word(schema)) {
          case "boolean" -> of(Types.BOOLEAN, place, new BooleanType());
          case "integer" -> of(Types.LONG, place, new BigIntType());
          case "number" ->
              says(schema, "airbyte_type", "integer")
                  ? of(Types.LONG, place, new BigIntType())
                  : decimal();
          case "string" -> string(place, schema);
          case "array" -> schema.path("items").isObject() ? array(place, schema) : text(place);
          case "object" -> schema.path("properties").isEmpty() ? text(place) : row(place, schema);
          default -> text(place);
        };
    String name = plain.type.getTypeClass().getSimpleName();
    return new SchemaColumn(plain.type, place.guard(name, true, plain.conversion));
  }

  /** The one type besides null; empty where it says none, or more. */
  private static String word(JsonNode schema) {
    JsonNode type = schema.path("type");
    List<String> words = new ArrayList<>();
    if (type.isArray()) {
      type.forEach(word -> words.add(word.asString("")));
    } else {
      words.add(type.asString(""));
    }
    words.removeIf("null"::equals);
    return words.size() == 1 ? words.get(0) : "";
  }

  private static boolean says(JsonNode schema, String key, String word) {
    return schema.path(key).asString("").equals(word);
  }

  private static SchemaColumn of(TypeInformation<?> type, Place place, LogicalType as) {
    return new SchemaColumn(type, Conversions.plain(place, as));
  }

  private static SchemaColumn string(Place place, JsonNode schema) {
    if (says(schema, "format", "date")) {
      Conversion days = Conversions.plain(place, new DateType());
      return new SchemaColumn(
          Types.LOCAL_DATE,
          value -> days.of(value) instanceof Integer day ? LocalDate.ofEpochDay(day) : null);
    }
    if (says(schema, "format", "date-time")) {
      Conversion time = Conversions.plain(place, TIME);
      return says(schema, "airbyte_type", "timestamp_without_timezone")
          ? new SchemaColumn(
              Types.LOCAL_DATE_TIME,
              value -> time.of(value) instanceof TimestampData at ? at.toLocalDateTime() : null)
          : new SchemaColumn(
              Types.INSTANT,
              value -> time.of(value) instanceof TimestampData at ? at.toInstant() : null);
    }
    return text(place);
  }

  private static SchemaColumn text(Place place) {
    Conversion text = Conversions.plain(place, TEXT);
    return new SchemaColumn(
        Types.STRING,
        value -> text.of(value) instanceof StringData string ? string.toString() : null);
  }

  /** Of any number of digits: nothing is lost. */
  private static SchemaColumn decimal() {
    return new SchemaColumn(Types.BIG_DEC, value -> value.isNumber() ? value.decimalValue() : null);
  }

  private static SchemaColumn array(Place place, JsonNode schema) {
    SchemaColumn element = of(place.each(), schema.path("items"));
    Class<?> type = element.type.getTypeClass();
    return new SchemaColumn(
        Types.OBJECT_ARRAY(element.type),
        value -> {
          if (!value.isArray()) {
            return null;
          }
          Object elements = Array.newInstance(type, value.size());
          for (int i = 0; i < value.size(); i++) {
            Array.set(elements, i, element.conversion.of(value.path(i)));
          }
          return elements;
        });
  }

  @SuppressWarnings("unchecked") // row() makes it
  TypeInformation<Row> rowType() {
    return (TypeInformation<Row>) type;
  }
}
