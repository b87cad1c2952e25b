package dev.javacdk.core.message;

import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.UTF8JsonGenerator;

/**
 * Writes JSON that everybody can read: NaN and the infinities, which JSON lacks, become null and
 * are counted; half a character in a name, over which readers stumble, becomes U+FFFD. Confined to
 * one thread.
 */
final class FiniteGenerator extends UTF8JsonGenerator {

  private long nulled;
  private @Nullable String watched;
  private Runnable met = () -> {};

  private FiniteGenerator(
      ObjectWriteContext context, IOContext io, int stream, int format, OutputStream out) {
    super(context, io, stream, format, out, null, null, null, 0, '"');
  }

  /** How many numbers became null so far. */
  long nulled() {
    return nulled;
  }

  /**
   * Watches a name at the top of what is written.
   *
   * @param name the name, or null
   * @param met is run behind the name, before the colon and the value
   */
  void watch(@Nullable String name, Runnable met) {
    watched = name;
    this.met = met;
  }

  @Override
  public JsonGenerator writeNumber(double number) {
    return Double.isFinite(number) ? super.writeNumber(number) : writeNulled();
  }

  @Override
  public JsonGenerator writeNumber(float number) {
    return Float.isFinite(number) ? super.writeNumber(number) : writeNulled();
  }

  @Override
  public JsonGenerator writeName(String name) {
    JsonGenerator written = super.writeName(whole(name));
    look(name);
    return written;
  }

  @Override
  public JsonGenerator writeName(SerializableString name) {
    JsonGenerator written = super.writeName(name);
    look(name.getValue());
    return written;
  }

  private void look(String name) {
    if (watched != null && name.equals(watched) && _streamWriteContext.getNestingDepth() == 1) {
      met.run();
    }
  }

  /** The name without halves of surrogate pairs. */
  private static String whole(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isSurrogate(name.charAt(i))) {
        return mended(name);
      }
    }
    return name;
  }

  private static String mended(String name) {
    StringBuilder mended = new StringBuilder(name.length());
    name.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(mended::appendCodePoint);
    return mended.toString();
  }

  private JsonGenerator writeNulled() {
    nulled++;
    return writeNull();
  }

  /** Makes such generators for byte streams. */
  static final class Factory extends JsonFactory {

    private static final long serialVersionUID = 1L;

    Factory(JsonFactoryBuilder builder) {
      super(builder);
    }

    @Override
    protected JsonGenerator _createUTF8Generator(
        ObjectWriteContext context, IOContext io, OutputStream out) {
      return new FiniteGenerator(
          context,
          io,
          context.getStreamWriteFeatures(_streamWriteFeatures),
          context.getFormatWriteFeatures(_formatWriteFeatures),
          out);
    }
  }
}
