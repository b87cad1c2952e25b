package dev.javacdk.http.response;

import dev.javacdk.api.read.JsonLimits;
import dev.javacdk.http.json.ByteSink;
import dev.javacdk.http.json.ByteWalk;
import dev.javacdk.http.json.Json;
import dev.javacdk.http.json.Place;
import dev.javacdk.http.json.Pointer;
import dev.javacdk.http.json.Region;
import dev.javacdk.http.json.Walk;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an API answered: status, headers and body. The beginning of the body is held in memory;
 * where there is more, it streams, once. Confined to the thread that reads.
 */
public final class Answer implements Closeable {

  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);
  private static final int TEXT = 64 * 1024;

  /** Who says more and sends less shall cost no more than this. */
  private static final int MOST_SAID = 1 << 20;

  private static final byte[] NONE = {};

  private final int status;
  private final URI url;
  private final Function<String, List<String>> headers;
  private final byte[] head;
  private final @Nullable InputStream rest;
  private JsonLimits limits = JsonLimits.DEFAULT;
  private @Nullable RecordMeter meter;

  private Answer(
      int status,
      URI url,
      Function<String, List<String>> headers,
      byte[] head,
      @Nullable InputStream rest) {
    this.status = status;
    this.url = url;
    this.headers = headers;
    this.head = head;
    this.rest = rest;
  }

  /**
   * Reads the beginning of a body, and the whole where it is not longer.
   *
   * @param held how many bytes are held in memory
   * @throws IOException where the body breaks off or stalls before that
   */
  public static Answer of(
      int status, URI url, Function<String, List<String>> headers, InputStream body, int held)
      throws IOException {
    byte[] head = beginning(body, held, said(headers));
    if (head.length < held) {
      body.close();
      return new Answer(status, url, headers, head, null);
    }
    return new Answer(status, url, headers, head, body);
  }

  /** A body whose length is known is copied once, not by pieces; nothing depends on that length. */
  private static byte[] beginning(InputStream body, int held, long said) throws IOException {
    long expected = Math.max(body.available(), Math.min(said, MOST_SAID));
    byte[] first = new byte[(int) Math.min(expected, held)];
    int size = body.readNBytes(first, 0, first.length);
    byte[] behind = size < first.length ? NONE : body.readNBytes(held - size);
    if (size == 0) {
      return behind;
    }
    if (behind.length == 0) {
      return size == first.length ? first : Arrays.copyOf(first, size);
    }
    byte[] whole = Arrays.copyOf(first, size + behind.length);
    System.arraycopy(behind, 0, whole, size, behind.length);
    return whole;
  }

  /** How long the body is said to be; 0 where it is not said, or is packed. */
  private static long said(Function<String, List<String>> headers) {
    List<String> length = headers.apply("Content-Length");
    if (length.isEmpty() || !headers.apply("Content-Encoding").isEmpty()) {
      return 0;
    }
    try {
      return Math.max(0, Long.parseLong(length.get(0)));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** From now on the body is read within these limits. */
  public void within(JsonLimits limits) {
    this.limits = limits;
  }

  /** A record begins, or has ended, where the body is being read. */
  void nextRecord() {
    if (meter != null) {
      meter.nextRecord();
    }
  }

  /** The limits of what is read. */
  JsonLimits limits() {
    return limits;
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** Where it came from, after redirects. */
  public URI url() {
    return url;
  }

  /** Every value of this header, whose name may be in any case. */
  public List<String> headers(String name) {
    return headers.apply(name);
  }

  /** The first value of this header. */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /** The beginning of the body as text, up to 64 KiB. */
  public String text() {
    return new String(head, 0, Math.min(head.length, TEXT), charset());
  }

  /**
   * What stands at this JSON pointer of the body, or null: nothing stands there, the body is no
   * JSON, or it is too long to be held in memory (8 MiB).
   */
  public @Nullable JsonNode at(String pointer) {
    Pointer place = Pointer.of(pointer);
    if (rest != null || head.length == 0) {
      return null;
    }
    try (JsonParser parser = parser()) {
      parser.nextToken();
      return Walk.captures(parser, List.of(place)).captured().get(place);
    } catch (JacksonException e) {
      return null;
    }
  }

  /**
   * What stands at these places of a body of JSON that is held in memory; where a name stands twice
   * in an object, perhaps the first of them.
   */
  public Map<Pointer, JsonNode> glance(Set<Pointer> places) {
    try (JsonParser parser = parser()) {
      parser.nextToken();
      return Walk.firstCaptures(parser, places).captured();
    }
  }

  /** The whole body as JSON, for answers that are known to be small. */
  public JsonNode json() {
    try (JsonParser parser = parser()) {
      return Json.mapper().readTree(parser);
    }
  }

  /** Whether there is no body. */
  public boolean isEmpty() {
    return head.length == 0;
  }

  /**
   * A checksum over parts of the body, as far as it is held in memory.
   *
   * @param regions in bytes; empty for the whole
   */
  public long checksum(List<Region> regions) {
    CRC32C sum = new CRC32C();
    boolean known = !regions.isEmpty() && regions.stream().allMatch(this::isHeld);
    for (Region region : known ? regions : List.of(new Region(0, head.length))) {
      sum.update(head, (int) region.from(), (int) (region.to() - region.from()));
    }
    return sum.getValue();
  }

  /** Whether this part of the body is held in memory. */
  public boolean isHeld(Region region) {
    return region.from() >= 0 && region.from() < region.to() && region.to() <= head.length;
  }

  /** A parser of a part of the body that is held in memory. */
  public JsonParser parser(Region region) {
    int length = (int) (region.to() - region.from());
    return Json.mapper(limits).createParser(head, (int) region.from(), length);
  }

  /** How many bytes of the body are held in memory. */
  public int heldBytes() {
    return head.length;
  }

  /** Whether the whole body is held in memory. */
  public boolean isHeld() {
    return rest == null;
  }

  /** The body from its beginning. The part that is not held in memory can be read once. */
  public InputStream body() {
    InputStream held = new ByteArrayInputStream(head);
    if (rest == null) {
      return held;
    }
    meter = new RecordMeter(new SequenceInputStream(held, rest), limits.recordBytes());
    return meter;
  }

  /**
   * The body as text, in its charset, without a byte order mark. Bytes that are no text in it are
   * refused, never replaced: {@link java.nio.charset.CharacterCodingException}.
   *
   * @throws Unreadable where the charset that is said of it is not known
   */
  public Reader reader() {
    Charset charset = Charsets.of(head, requiredCharset());
    return Charsets.reader(body(), charset);
  }

  /** A parser before the first token of the body. */
  public JsonParser parser() {
    JsonMapper mapper = Json.mapper(limits);
    if (!isUnicode()) {
      return mapper.createParser(reader());
    }
    return rest == null ? mapper.createParser(head) : mapper.createParser(body());
  }

  /** Whether the whole body is held in memory, and may be JSON in UTF-8. */
  boolean isHeldUnicode() {
    return rest == null && isUnicode();
  }

  /** Walks a body that is held in memory over its bytes, as far as that goes. */
  ByteWalk walk(Place place, Collection<Pointer> captures, ByteSink sink) {
    return ByteWalk.of(head, limits, place, captures, sink);
  }

  private boolean isUnicode() {
    Charset charset = requiredCharset();
    return charset.equals(StandardCharsets.UTF_8) || charset.name().startsWith("UTF-");
  }

  /** The media type without its parameters, in lower case; empty where it is not said. */
  public String mediaType() {
    String type = header("Content-Type").orElse("");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public void close() throws IOException {
    if (rest != null) {
      rest.close();
    }
  }

  /** Status and URL. */
  @Override
  public String toString() {
    return status + " from " + url;
  }

  /** For messages: a charset that is not known is taken for UTF-8. */
  private Charset charset() {
    try {
      return requiredCharset();
    } catch (Unreadable e) {
      return StandardCharsets.UTF_8;
    }
  }

  private Charset requiredCharset() {
    Matcher said = CHARSET.matcher(header("Content-Type").orElse(""));
    if (!said.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(said.group(1));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new Unreadable("its charset '" + said.group(1) + "' is not known", e);
    }
  }
}
