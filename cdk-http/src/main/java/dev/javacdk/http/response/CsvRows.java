package dev.javacdk.http.response;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.javacdk.http.json.Json;
import dev.javacdk.http.json.RecordSink;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads rows with a header line: each cell as it stands, as text. What is no such table is refused
 * with its line. Confined to the thread that reads.
 */
final class CsvRows {

  private final RecordSink sink;
  private final Answer answer;
  private @Nullable List<String> columns;
  private long rows;
  private long line;

  private CsvRows(Answer answer, RecordSink sink) {
    this.answer = answer;
    this.sink = sink;
  }

  /**
   * Reads the body to its end; returns how many rows it had.
   *
   * @throws IOException where the body breaks off
   * @throws Unreadable where it is no CSV
   */
  static long read(Answer answer, char separator, RecordSink sink) throws IOException {
    refuseOthers(answer);
    CsvRows rows = new CsvRows(answer, sink);
    int most = (int) Math.min(answer.limits().recordBytes(), Integer.MAX_VALUE - 8);
    try (Reader text = answer.reader();
        CsvReader<CsvRecord> reader =
            CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(Math.max(most, 1 << 16))
                .ofCsvRecord(text)) {
      reader.forEach(rows::take);
    } catch (CsvParseException e) {
      throw rows.unreadable(e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw rows.unreadable(e.getCause());
      }
      throw e.getCause();
    }
    return rows.rows;
  }

  /** What the API itself calls CSV is believed; else what begins as markup or JSON is none. */
  private static void refuseOthers(Answer answer) {
    if (answer.mediaType().contains("csv")) {
      return;
    }
    String text = answer.text().stripLeading();
    String head = text.startsWith("\ufeff") ? text.substring(1).stripLeading() : text;
    if (head.startsWith("<")) {
      throw new Unreadable("expected CSV, found markup", null);
    }
    if (head.startsWith("{") || head.startsWith("[")) {
      throw new Unreadable("expected CSV, found JSON", null);
    }
  }

  private void take(CsvRecord row) {
    line = row.getStartingLineNumber();
    if (columns == null) {
      columns = header(row);
      return;
    }
    List<String> names = columns;
    if (row.getFieldCount() > names.size()) {
      throw new Unreadable(
          "line %d has %d cells for %d columns".formatted(line, row.getFieldCount(), names.size()),
          null);
    }
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < row.getFieldCount(); i++) {
      put(record, names.get(i), row.getField(i), i + 1);
    }
    rows++;
    answer.nextRecord();
    try (JsonParser parser = Json.mapper().treeAsTokens(record)) {
      parser.nextToken();
      sink.take(parser);
    }
    answer.nextRecord();
  }

  private void put(ObjectNode record, String name, String cell, int column) {
    if (!name.isEmpty()) {
      record.put(name, cell);
    } else if (!cell.isEmpty()) {
      throw new Unreadable(
          "line %d has a value in column %d, which has no name".formatted(line, column), null);
    }
  }

  private static List<String> header(CsvRecord row) {
    Set<String> names = new HashSet<>();
    for (String name : row.getFields()) {
      if (!name.isEmpty() && !names.add(name)) {
        throw new Unreadable(
            "line %d names the column '%s' twice".formatted(row.getStartingLineNumber(), name),
            null);
      }
    }
    return row.getFields();
  }

  private Unreadable unreadable(Exception failure) {
    if (failure instanceof CharacterCodingException) {
      return new Unreadable(
          "bytes behind line " + line + " that are no text in the charset that it should have",
          failure);
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return new Unreadable("behind line " + line + ": " + cause.getMessage(), failure);
  }
}
