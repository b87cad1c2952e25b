package dev.javacdk.core.message;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.internal.JsonScan;
import dev.javacdk.api.read.JsonLimits;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.SerializableString;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;

/**
 * Encodes the records of one stream as RECORD lines into memory. A record that cannot be encoded
 * leaves no trace. Confined to the thread that reads.
 */
public final class RecordEncoder {

  private static final int KEPT = 1 << 20;

  private final StreamId stream;
  private final RecordTemplate template;
  private final long largest;
  private final RepeatedNames names = new RepeatedNames();
  private final ObjectWriter writer = ExactJson.MAPPER.writer();
  private final Lines lines = new Lines();
  private final JsonScan scan = new JsonScan();
  private final WatchedName watchedName = new WatchedName();
  private FiniteGenerator json = generator();
  private int last;

  /** Where the colon stands behind the watched name; negative where it was not met. */
  private int valueAt;

  private final Runnable metWatched = this::meetWatched;

  private @Nullable JsonNode watchedValue;
  private SerializableString tail = RecordTemplate.tail(0);

  /** Encodes records of this stream, of any size that the kit takes. */
  public RecordEncoder(StreamId stream) {
    this(stream, JsonLimits.DEFAULT.recordBytes());
  }

  /**
   * Encodes records of this stream.
   *
   * @param largest how many bytes the line of one may have; a larger one is refused
   */
  public RecordEncoder(StreamId stream, long largest) {
    this.stream = stream;
    this.template = RecordTemplate.of(stream);
    this.largest = largest;
  }

  /** Sets when the records that follow are emitted, in milliseconds since 1970. */
  public void emittedAt(long millis) {
    tail = RecordTemplate.tail(millis);
  }

  /**
   * Encodes a tree.
   *
   * @param watched the name of a field at the top whose value is wanted, or null
   * @return that field's value; null where there is none
   */
  public @Nullable JsonNode encode(JsonNode record, @Nullable String watched) {
    if (!record.isObject()) {
      throw new IllegalArgumentException(
          "a record is a JSON object, not " + record.getNodeType() + ": " + record);
    }
    int start = begin();
    try {
      writer.writeValue(json, record);
      end();
      return watched == null ? null : record.get(watched);
    } catch (RuntimeException | Error e) {
      rollBack(start);
      throw e;
    }
  }

  /**
   * Encodes what the parser stands on, without building a tree. Of a name that an object has twice,
   * the last counts.
   *
   * @param watched the name of a field at the top whose value is wanted, or null
   * @return that field's value where it is a scalar; null where there is none
   */
  public @Nullable JsonNode encode(JsonParser parser, @Nullable String watched) {
    int start = begin();
    try {
      JsonNode value = RecordCopy.copy(parser, json, watched, names);
      if (names.repeated() != null) {
        value = withoutRepeatedNames(start, watched);
      }
      end();
      return value;
    } catch (RuntimeException | Error e) {
      rollBack(start);
      throw e;
    }
  }

  /**
   * Copies a JSON object out of bytes without parsing it, if that can be judged: what is written is
   * then what a parser would give.
   *
   * @param from where its opening brace is
   * @param to where the bytes end
   * @param watched the name of a field at the top whose value is wanted, or null
   * @return the offset behind its closing brace; negative where nothing was written, and a parser
   *     has to say what it is
   */
  public int copy(byte[] source, int from, int to, JsonLimits limits, @Nullable String watched) {
    watchedValue = null;
    scan.within(limits.depth(), limits.nameLength(), limits.numberLength(), limits.recordBytes());
    int end = watchedName.canBe(watched) ? scan.copy(source, from, to, watchedName.bytes()) : -1;
    byte[] head = template.head().asUnquotedUTF8();
    byte[] foot = tail.asUnquotedUTF8();
    long length = (long) head.length + scan.copiedBytes() + foot.length;
    if (end < 0 || length > Math.min(largest, limits.recordBytes())) {
      return -1;
    }
    if (scan.watchedFrom() >= 0) {
      watchedValue = RecordCopy.scalar(source, scan.watchedFrom(), scan.watchedTo());
      if (watchedValue == null) {
        return -1;
      }
    }
    names.begin();
    last = lines.size;
    lines.require((int) length);
    lines.put(head);
    scan.putCopy(source, lines.bytes, lines.size);
    lines.size += scan.copiedBytes();
    lines.put(foot);
    return end;
  }

  /** The value of the watched field of the record copied last; null where there is no scalar. */
  public @Nullable JsonNode watchedValue() {
    return watchedValue;
  }

  /**
   * Encodes what Jackson writes as an object.
   *
   * @param watched the name of a field at the top whose value is wanted, or null
   * @return that field's value; null where there is none
   */
  public @Nullable JsonNode encodeValue(Object record, @Nullable String watched) {
    int start = begin();
    valueAt = -1;
    json.watch(watched, metWatched);
    try {
      writer.writeValue(json, record);
      json.watch(null, metWatched);
      json.flush();
      lines.requireNotBeyond();
      int data = start + template.head().asUnquotedUTF8().length;
      if (lines.size <= data || lines.bytes[data] != '{') {
        throw new IllegalArgumentException(
            "a record is written as a JSON object, but " + record.getClass().getName() + " is not");
      }
      JsonNode value = valueAt < 0 ? null : RecordCopy.value(lines.bytes, valueAt + 1, lines.size);
      end();
      return value;
    } catch (RuntimeException | Error e) {
      rollBack(start);
      throw e;
    }
  }

  /** Writes the record in hand anew, from a tree. */
  private @Nullable JsonNode withoutRepeatedNames(int start, @Nullable String watched) {
    json.flush();
    lines.requireNotBeyond();
    int data = start + template.head().asUnquotedUTF8().length;
    JsonNode record = ExactJson.LAST_WINS.readTree(lines.bytes, data, lines.size - data);
    rollBack(start);
    begin();
    writer.writeValue(json, record);
    return watched == null ? null : record.get(watched);
  }

  /** A name that an object of the record encoded last had twice; null where none had. */
  public @Nullable String repeatedName() {
    return names.repeated();
  }

  private void meetWatched() {
    valueAt = lines.size + json.streamWriteOutputBuffered();
  }

  private FiniteGenerator generator() {
    return (FiniteGenerator) ExactJson.MAPPER.createGenerator(lines);
  }

  private int begin() {
    int start = lines.size;
    last = start;
    lines.beginRecord();
    json.writeRaw(template.head());
    return start;
  }

  private void end() {
    json.writeRaw(tail);
    json.flush();
    lines.requireNotBeyond();
  }

  private void rollBack(int start) {
    lines.closed = true;
    json = generator();
    lines.closed = false;
    lines.size = start;
  }

  /** The record encoded last, as a tree; only before it is released. */
  public JsonNode lastRecord() {
    Span span = lastSpan();
    return ExactJson.LAST_WINS.readTree(lines.bytes, span.start(), span.end() - span.start());
  }

  /**
   * Fields at the top of the record encoded last; only before it is released. What lies behind the
   * last of them is not looked at.
   */
  public JsonNode lastFields(Set<String> names) {
    Span span = lastSpan();
    return RecordCopy.fields(lines.bytes, span.start(), span.end() - span.start(), names);
  }

  /**
   * Where a record's data lies in what was encoded so far.
   *
   * @param start of its first byte
   * @param end behind its last byte
   */
  public record Span(int start, int end) {}

  /** Where the record encoded last lies; only before it is released. */
  public Span lastSpan() {
    int start = last + template.head().asUnquotedUTF8().length;
    return new Span(start, lines.size - tail.asUnquotedUTF8().length);
  }

  /** Tells a record from all others by its bytes; only before it is released. */
  public HashCode print(Span span) {
    return Hashing.sha256().hashBytes(lines.bytes, span.start(), span.end() - span.start());
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

  /**
   * Grows by doubling, but not beyond what a record may have: the rest of it is only counted. What
   * a broken generator still wants to say goes nowhere.
   */
  private final class Lines extends OutputStream {
    private static final int FIRST = 16 * 1024;

    private byte[] bytes = new byte[FIRST];
    private int size;
    private boolean closed;
    private int start;
    private long beyond;

    void beginRecord() {
      start = size;
      beyond = 0;
    }

    void requireNotBeyond() {
      if (beyond > 0) {
        throw new SystemError(
            "stream '%s': a record has %d bytes, more than the %d that one may have: say '_largest_record' in the config, or give more heap with -Xmx"
                .formatted(stream, size - start + beyond, largest));
      }
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
      if (beyond > 0 || size - start + (long) length > largest) {
        beyond += length;
        return;
      }
      require(length);
      System.arraycopy(source, offset, bytes, size, length);
      size += length;
    }

    /** Makes room for so many bytes more. */
    void require(int more) {
      if (more > bytes.length - size) {
        long doubled = Math.max(2L * bytes.length, (long) size + more);
        bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, doubled));
      }
    }

    /** Adds bytes for which there is room. */
    void put(byte[] source) {
      System.arraycopy(source, 0, bytes, size, source.length);
      size += source.length;
    }
  }
}
