package dev.javacdk.flink.row;

import dev.javacdk.core.message.ExactJson;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which value of JSON makes a value of which type. Exact: what would lose something is no fit. */
final class Conversions {

  private Conversions() {}

  /** A row of an object; fields that are no columns are left out. */
  static Conversion row(Place place, RowType type) {
    List<String> names = List.copyOf(type.getFieldNames());
    Conversion[] fields = new Conversion[names.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = field(names.get(i), to(place.field(names.get(i)), type.getTypeAt(i)));
    }
    return row(fields);
  }

  /**
   * A row of some of the fields in an object, each by its path of indices. Of the objects on the
   * way nothing else is looked at.
   */
  static Conversion fields(Place place, RowType type, int[][] paths) {
    Conversion[] fields = new Conversion[paths.length];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = under(place, type, paths[i], 0);
    }
    return row(fields);
  }

  private static Conversion under(Place place, RowType type, int[] path, int depth) {
    String name = type.getFieldNames().get(path[depth]);
    LogicalType found = type.getTypeAt(path[depth]);
    Place there = place.field(name);
    return field(
        name,
        depth == path.length - 1
            ? to(there, found)
            : there.through(found, under(there, (RowType) found, path, depth + 1)));
  }

  private static Conversion field(String name, Conversion conversion) {
    return value -> conversion.of(value.path(name));
  }

  private static Conversion row(Conversion[] fields) {
    return value -> {
      if (!value.isObject()) {
        return null;
      }
      GenericRowData row = new GenericRowData(fields.length);
      for (int i = 0; i < fields.length; i++) {
        row.setField(i, fields[i].of(value));
      }
      return row;
    };
  }

  private static Conversion to(Place place, LogicalType type) {
    return place.guard(type, plain(place, type));
  }

  /** What becomes of a value that is there, and of this kind; null where it does not fit. */
  static Conversion plain(Place place, LogicalType type) {
    return switch (type.getTypeRoot()) {
      case VARCHAR -> text(((VarCharType) type).getLength());
      case BOOLEAN -> value -> value.isBoolean() ? value.booleanValue() : null;
      case TINYINT ->
          value -> isWhole(value, Byte.MIN_VALUE, Byte.MAX_VALUE) ? (byte) whole(value) : null;
      case SMALLINT ->
          value -> isWhole(value, Short.MIN_VALUE, Short.MAX_VALUE) ? (short) whole(value) : null;
      case INTEGER ->
          value -> isWhole(value, Integer.MIN_VALUE, Integer.MAX_VALUE) ? (int) whole(value) : null;
      case BIGINT -> value -> isWhole(value, Long.MIN_VALUE, Long.MAX_VALUE) ? whole(value) : null;
      case FLOAT ->
          value ->
              value.isNumber() && Float.isFinite(number(value).floatValue())
                  ? number(value).floatValue()
                  : null;
      case DOUBLE ->
          value ->
              value.isNumber() && Double.isFinite(number(value).doubleValue())
                  ? number(value).doubleValue()
                  : null;
      case DECIMAL -> decimal((DecimalType) type);
      case DATE -> value -> value.isString() ? Times.date(value.stringValue()) : null;
      case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamp(((TimestampType) type).getPrecision());
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          timestamp(((LocalZonedTimestampType) type).getPrecision());
      case ARRAY -> array(to(place.each(), ((ArrayType) type).getElementType()));
      case MAP -> map(place, (MapType) type);
      case ROW -> row(place, (RowType) type);
      default -> throw place.refuse(type, null);
    };
  }

  /** What is no text is its JSON. */
  private static Conversion text(int most) {
    return value -> {
      String text =
          value.isString() ? value.stringValue() : ExactJson.MAPPER.writeValueAsString(value);
      boolean fits = text.length() <= most || text.codePointCount(0, text.length()) <= most;
      return fits ? StringData.fromString(text) : null;
    };
  }

  private static BigDecimal number(JsonNode value) {
    return value.decimalValue();
  }

  private static long whole(JsonNode value) {
    return number(value).longValueExact();
  }

  private static boolean isWhole(JsonNode value, long least, long most) {
    if (!value.isNumber()) {
      return false;
    }
    BigDecimal number = number(value);
    return number.compareTo(BigDecimal.valueOf(least)) >= 0
        && number.compareTo(BigDecimal.valueOf(most)) <= 0
        && number.stripTrailingZeros().scale() <= 0;
  }

  private static Conversion decimal(DecimalType type) {
    int precision = type.getPrecision();
    int scale = type.getScale();
    return value -> value.isNumber() ? decimal(number(value), precision, scale) : null;
  }

  /** Looks at the size first: written out, 1e999999999 has as many digits. */
  private static @Nullable DecimalData decimal(BigDecimal number, int precision, int scale) {
    BigDecimal stripped = number.stripTrailingZeros();
    boolean fits =
        stripped.signum() == 0
            || (stripped.scale() <= scale
                && (long) stripped.precision() - stripped.scale() <= (long) precision - scale);
    return fits ? DecimalData.fromBigDecimal(stripped, precision, scale) : null;
  }

  private static Conversion timestamp(int precision) {
    return value -> value.isString() ? Times.timestamp(value.stringValue(), precision) : null;
  }

  private static Conversion array(Conversion element) {
    return value -> {
      if (!value.isArray()) {
        return null;
      }
      @Nullable Object[] elements = new Object[value.size()];
      for (int i = 0; i < elements.length; i++) {
        elements[i] = element.of(value.path(i));
      }
      return new GenericArrayData(elements);
    };
  }

  private static Conversion map(Place place, MapType type) {
    if (!type.getKeyType().is(LogicalTypeRoot.VARCHAR)) {
      throw place.refuse(type, "the keys of an object are STRING");
    }
    Conversion each = to(place.each(), type.getValueType());
    return value -> {
      if (!value.isObject()) {
        return null;
      }
      Map<StringData, Object> entries = new HashMap<>();
      value.forEachEntry((key, under) -> entries.put(StringData.fromString(key), each.of(under)));
      return new GenericMapData(entries);
    };
  }
}
