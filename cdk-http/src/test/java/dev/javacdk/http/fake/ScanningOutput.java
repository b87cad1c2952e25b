package dev.javacdk.http.fake;

import dev.javacdk.api.internal.JsonScan;
import dev.javacdk.api.read.JsonLimits;
import dev.javacdk.api.read.RecordOutput;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the digits of numbers, and copies records without parsing them where that can be judged, as
 * the kit's output does.
 */
public final class ScanningOutput implements RecordOutput {

  public final RecordingOutput lines = new RecordingOutput();
  public int copied;
  private final JsonScan scan = new JsonScan();

  @Override
  public int emit(byte[] json, int from, int to, JsonLimits limits) {
    scan.within(limits.depth(), limits.nameLength(), limits.numberLength(), limits.recordBytes());
    int end = scan.copy(json, from, to, null);
    if (end < 0 || scan.copiedBytes() > limits.recordBytes()) {
      return RecordOutput.super.emit(json, from, to, limits);
    }
    byte[] copy = new byte[scan.copiedBytes()];
    scan.putCopy(json, copy, 0);
    lines.add(new String(copy, StandardCharsets.UTF_8));
    copied++;
    return end;
  }

  @Override
  public void emit(JsonNode record) {
    lines.emit(record);
  }

  @Override
  public void emit(JsonParser parser) {
    StringWriter text = new StringWriter();
    int depth = 0;
    try (JsonGenerator out = JsonMapper.shared().createGenerator(text)) {
      for (JsonToken token = parser.currentToken(); true; token = parser.nextToken()) {
        if (token.isNumeric()) {
          out.writeNumber(parser.getString());
        } else {
          out.copyCurrentEvent(parser);
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth == 0) {
          break;
        }
      }
    }
    lines.add(text.toString());
  }

  @Override
  public void emitValue(Object record) {
    lines.emitValue(record);
  }

  @Override
  public boolean discardPage() {
    return lines.discardPage();
  }
}
