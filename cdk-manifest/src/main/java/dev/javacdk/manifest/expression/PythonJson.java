package dev.javacdk.manifest.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as Python's {@code json.dumps} writes it: with spaces, and in ASCII. */
final class PythonJson {

  private final StringBuilder out = new StringBuilder();
  private final Meter meter;
  private final boolean sorted;
  private final int indent;

  private PythonJson(Meter meter, boolean sorted, int indent) {
    this.meter = meter;
    this.sorted = sorted;
    this.indent = indent;
  }

  /**
   * @param sorted whether keys come in their order, as Jinja wants it
   * @param indent of a level; negative for one line
   */
  static String write(Object value, boolean sorted, int indent, Meter meter) {
    PythonJson json = new PythonJson(meter, sorted, indent);
    json.write(value, 0);
    return json.out.toString();
  }

  private void write(Object value, int level) {
    int before = out.length();
    if (value instanceof String text) {
      quote(text);
    } else if (value == None.NONE) {
      out.append("null");
    } else if (value instanceof Boolean truth) {
      out.append(truth);
    } else if (value instanceof Double number) {
      out.append(real(number));
    } else if (Values.isInteger(value)) {
      out.append(value);
    } else if (value instanceof Dict dict) {
      writeMap(dict.items(), level);
    } else if (value instanceof ListValue || value instanceof Tuple) {
      writeAll(((Items) value).items(), level);
    } else {
      throw new Failure(Types.name(value) + " cannot be written as JSON");
    }
    meter.spend(out.length() - before);
  }

  private static String real(double number) {
    if (Double.isFinite(number)) {
      return PythonText.real(number);
    }
    return Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
  }

  private void writeAll(List<Object> items, int level) {
    meter.enter();
    out.append('[');
    for (int i = 0; i < items.size(); i++) {
      between(i, level + 1);
      write(items.get(i), level + 1);
    }
    close(']', items.isEmpty(), level);
    meter.leave();
  }

  private void writeMap(Map<Object, Object> items, int level) {
    meter.enter();
    out.append('{');
    List<Object> keys = new ArrayList<>(items.keySet());
    if (sorted) {
      Sorting.sort(keys, false, meter);
    }
    for (int i = 0; i < keys.size(); i++) {
      between(i, level + 1);
      String name = Values.jsonKey(keys.get(i), meter);
      if (name == null) {
        throw new Failure(Types.name(keys.get(i)) + " cannot be a key of JSON");
      }
      quote(name);
      out.append(": ");
      write(present(items.get(keys.get(i))), level + 1);
    }
    close('}', items.isEmpty(), level);
    meter.leave();
  }

  private static Object present(@Nullable Object value) {
    return value == null ? None.NONE : value;
  }

  private void between(int place, int level) {
    if (place > 0) {
      out.append(indent < 0 ? ", " : ",");
    }
    newLine(level);
  }

  private void close(char bracket, boolean empty, int level) {
    if (!empty) {
      newLine(level);
    }
    out.append(bracket);
  }

  private void newLine(int level) {
    if (indent >= 0) {
      meter.spend((long) indent * level);
      out.append('\n').append(" ".repeat(indent * level));
    }
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int simple = "\"\\\n\r\t\f\b".indexOf(c);
      if (simple >= 0) {
        out.append('\\').append("\"\\nrtfb".charAt(simple));
      } else if (c < ' ' || c > '~') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
