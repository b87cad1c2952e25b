package dev.javacdk.http.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each format, by the suite that says what one is. */
class FormatsTest {

  /** One that is not read here would not be known to keep what a format promises. */
  @Test
  void everyFormatIsAmongThem() throws ReflectiveOperationException {
    Set<Class<?>> read = new HashSet<>();
    for (Class<?> nested : getClass().getDeclaredClasses()) {
      if (FormatContract.class.isAssignableFrom(nested)) {
        var contract = nested.getDeclaredConstructor(getClass()).newInstance(this);
        read.add(((FormatContract) contract).format().getClass());
      }
    }
    assertThat(read).containsExactlyInAnyOrder(Format.class.getPermittedSubclasses());
  }

  @Nested
  class JsonDocument extends FormatContract {
    @Override
    Format format() {
      return Format.JSON;
    }

    @Override
    String mediaType() {
      return "application/json";
    }

    @Override
    String place() {
      return "/data/rows";
    }

    @Override
    String head() {
      return "{\"data\":{\"rows\":[\n";
    }

    @Override
    String row(Row row, int index) {
      return (index == 0 ? "" : ",") + record(row) + "\n";
    }

    @Override
    String tail() {
      return "]}}";
    }

    @Override
    String damaged() {
      return ",{\"id\":oops}\n";
    }

    @Override
    boolean maybeNothing() {
      return false;
    }
  }

  @Nested
  class JsonLines extends FormatContract {
    @Override
    Format format() {
      return Format.JSON_LINES;
    }

    @Override
    String mediaType() {
      return "application/x-ndjson";
    }

    @Override
    String head() {
      return "";
    }

    @Override
    String row(Row row, int index) {
      return record(row) + "\n";
    }

    @Override
    String damaged() {
      return "[1]\n";
    }

    @Override
    boolean maybeNothing() {
      return true;
    }
  }

  @Nested
  class CommaSeparatedRows extends FormatContract {
    @Override
    Format format() {
      return Format.CSV;
    }

    @Override
    String mediaType() {
      return "text/csv";
    }

    @Override
    String head() {
      return "id,text\n";
    }

    @Override
    String row(Row row, int index) {
      return row.id() + ",\"" + row.text().replace("\"", "\"\"") + "\"\n";
    }

    @Override
    String damaged() {
      return "3,a,b\n";
    }

    @Override
    boolean maybeNothing() {
      return true;
    }
  }

  @Nested
  class RowsBySemicolon extends CommaSeparatedRows {
    @Override
    Format format() {
      return Format.csv(';');
    }

    @Override
    String head() {
      return "id;text\n";
    }

    @Override
    String row(Row row, int index) {
      return super.row(row, index).replaceFirst(",", ";");
    }

    @Override
    String damaged() {
      return "3;a;b\n";
    }
  }
}
