package dev.javacdk.http.fake;

import dev.javacdk.api.read.RecordOutput;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps records as compact JSON text, a page at a time. */
public final class RecordingOutput implements RecordOutput {

  private static final JsonMapper JSON = JsonMapper.shared();

  public final List<String> released = new ArrayList<>();
  private final List<String> page = new ArrayList<>();
  public int discards;

  /** Pages that outgrow this many records are released while they are read. */
  public int holds = Integer.MAX_VALUE;

  @Override
  public void emit(JsonNode record) {
    add(JSON.writeValueAsString(record));
  }

  @Override
  public void emit(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("no object: " + parser.currentToken());
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.copyCurrentStructureExact(parser);
    }
    add(text.toString());
  }

  @Override
  public void emitValue(Object record) {
    add(JSON.writeValueAsString(record));
  }

  @Override
  public boolean discardPage() {
    discards++;
    boolean whole = page.size() <= holds;
    page.clear();
    return whole;
  }

  public void release() {
    released.addAll(page);
    page.clear();
  }

  void add(String record) {
    page.add(record);
    if (page.size() > holds) {
      released.add(record);
    }
  }
}
