package dev.javacdk.core.message;

import dev.javacdk.api.error.SystemError;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.SerializableString;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;

/**
 * Encodes the records of one stream as RECORD lines into memory. A record that cannot be encoded
 * leaves no trace. Confined to the thread that reads.
 */
public final class RecordEncoder {

  private static final int KEPT = 1 << 20;

  private final RecordTemplate template;
  private final ObjectWriter writer = ExactJson.MAPPER.writer();
  private final Lines lines;
  private final NamesSeen names = new NamesSeen();
  private FiniteGenerator json;
  private @Nullable String nameTwice;
  private int last;
  private SerializableString tail = RecordTemplate.tail(0);

  /**
   * Encodes records of this stream.
   *
   * @param most how many bytes a record may have
   */
  public RecordEncoder(StreamId stream, long most) {
    this.template = RecordTemplate.of(stream);
    this.lines = new Lines(stream, most);
    this.json = generator();
  }

  /** Sets when the records that follow are emitted, in milliseconds since 1970. */
  public void emittedAt(long millis) {
    tail = RecordTemplate.tail(millis);
  }

  /** Encodes a tree. */
  public void encode(JsonNode record) {
    if (!record.isObject()) {
      throw new IllegalArgumentException(
          "a record is a JSON object, not " + record.getNodeType() + ": " + record);
    }
    int start = begin();
    try {
      writer.writeValue(json, record);
      end();
    } catch (RuntimeException | Error e) {
      rollBack(start);
      throw e;
    }
  }

  /**
   * Encodes what the parser stands on, without building a tree.
   *
   * @param watched the name of a field at the top whose value is wanted, or null
   * @return that field's value where it is a scalar; null where there is none
   */
  public @Nullable JsonNode encode(JsonParser parser, @Nullable String watched) {
    int start = begin();
    try {
      JsonNode value = RecordCopy.copy(parser, json, watched, names);
      if (names.twice() != null) {
        value = again(start, watched);
      }
      end();
      return value;
    } catch (RuntimeException | Error e) {
      rollBack(start);
      throw e;
    }
  }

  /**
   * Encodes what Jackson writes as an object.
   *
   * @param watched the name of a field at the top whose value is wanted, or null
   * @return that field's value; null where there is none
   */
  public @Nullable JsonNode encodeValue(Object record, @Nullable String watched) {
    int start = begin();
    try {
      writeValue(record);
      json.flush();
      int data = start + template.head().asUnquotedUTF8().length;
      if (lines.size <= data || lines.bytes[data] != '{') {
        throw new IllegalArgumentException(
            "a record is written as a JSON object, but " + record.getClass().getName() + " is not");
      }
      JsonNode value =
          watched == null ? null : RecordCopy.field(lines.bytes, data, lines.size - data, watched);
      end();
      return value;
    } catch (RuntimeException | Error e) {
      rollBack(start);
      throw e;
    }
  }

  /** What the output itself has thrown is thrown as it is. */
  private void writeValue(Object record) {
    try {
      writer.writeValue(json, record);
    } catch (DatabindException e) {
      if (e.getCause() instanceof SystemError error) {
        throw error;
      }
      throw e;
    }
  }

  /** A record with a name twice is written anew, with the last of each. */
  private @Nullable JsonNode again(int start, @Nullable String watched) {
    nameTwice = nameTwice == null ? names.twice() : nameTwice;
    json.flush();
    int data = start + template.head().asUnquotedUTF8().length;
    JsonNode record = RecordCopy.lastOfEach(lines.bytes, data, lines.size - data);
    lines.size = start;
    json.writeRaw(template.head());
    writer.writeValue(json, record);
    return watched == null ? null : record.get(watched);
  }

  /** A name that an object of a record had twice; null where none had so far. */
  public @Nullable String nameTwice() {
    return nameTwice;
  }

  private FiniteGenerator generator() {
    return (FiniteGenerator) ExactJson.MAPPER.createGenerator(lines);
  }

  private int begin() {
    int start = lines.size;
    last = start;
    lines.record = start;
    json.writeRaw(template.head());
    return start;
  }

  private void end() {
    json.writeRaw(tail);
    json.flush();
  }

  private void rollBack(int start) {
    lines.closed = true;
    json = generator();
    lines.closed = false;
    lines.size = start;
  }

  /** The record encoded last, as a tree; only before it is released. */
  public JsonNode lastRecord() {
    int data = last + template.head().asUnquotedUTF8().length;
    int end = lines.size - tail.asUnquotedUTF8().length;
    return ExactJson.MAPPER.readTree(lines.bytes, data, end - data);
  }

  /** Forgets the record encoded last; only before it is released. */
  public void dropLast() {
    lines.size = last;
  }

  /** Whether a number that is none (NaN, an infinity) was written as null so far. */
  public boolean wroteNullForNaN() {
    return json.nulled() > 0;
  }

  /** The bytes of the lines encoded so far. */
  public int size() {
    return lines.size;
  }

  /** Forgets the lines encoded so far. */
  public void clear() {
    lines.size = 0;
    if (lines.bytes.length > KEPT) {
      lines.bytes = new byte[Lines.FIRST];
    }
  }

  /** Writes the lines encoded so far, and forgets them. */
  public void release(MessageSink sink) {
    if (lines.size > 0) {
      sink.write(lines.bytes, 0, lines.size);
      clear();
    }
  }

  /** Takes out the lines encoded so far: an array of its own that holds them and nothing else. */
  public byte[] take() {
    byte[] taken = lines.bytes;
    if (lines.size == taken.length) {
      lines.bytes = new byte[Lines.FIRST];
    } else {
      taken = Arrays.copyOf(taken, lines.size);
    }
    clear();
    return taken;
  }

  /** Grows by doubling; what a broken generator still wants to say goes nowhere. */
  private static final class Lines extends OutputStream {
    private static final int FIRST = 16 * 1024;

    private byte[] bytes = new byte[FIRST];
    private int size;
    private boolean closed;
    private final StreamId stream;
    private final long most;

    /** Where the line of the record that is being written begins. */
    private int record;

    Lines(StreamId stream, long most) {
      this.stream = stream;
      this.most = most;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      if (closed) {
        return;
      }
      if (size + (long) length - record > most) {
        throw new SystemError(
            "stream '%s': a record has more than %d bytes; _largest_record in the config says how many it may have, and the heap (-Xmx, now %d MiB) how many it can"
                .formatted(stream, most, Runtime.getRuntime().maxMemory() >> 20));
      }
      if (length > bytes.length - size) {
        long wanted = Math.max(bytes.length * 2L, size + (long) length);
        bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
      }
      System.arraycopy(source, offset, bytes, size, length);
      size += length;
    }
  }
}
