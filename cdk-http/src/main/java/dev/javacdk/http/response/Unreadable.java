package dev.javacdk.http.response;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * A body is not what it should be. The message is a part of a sentence: what is wrong, and where.
 */
public final class Unreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String LIMITS =
      "; the config's _json_depth, _json_name_length, _json_number_length and _largest_record say"
          + " how much is read";

  /** A body that is not what it should be. */
  public Unreadable(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }

  /**
   * Reads, and says of what cannot be read why and where. What broke off stays what it is.
   *
   * @throws IOException where the body did not come whole
   */
  public static <T> T orRead(Callable<T> reading) throws Exception {
    try {
      return reading.call();
    } catch (UnexpectedEndOfInputException e) {
      throw e;
    } catch (CharacterCodingException e) {
      throw badBytes(e);
    } catch (JacksonIOException e) {
      IOException cause = e.getCause();
      throw cause instanceof CharacterCodingException ? badBytes(cause) : cause;
    } catch (StreamConstraintsException e) {
      throw new Unreadable(sentence(e) + LIMITS, e);
    } catch (StreamReadException e) {
      throw new Unreadable(sentence(e), e);
    }
  }

  private static Unreadable badBytes(Exception cause) {
    return new Unreadable("bytes that are no text in the charset that it should have", cause);
  }

  private static String sentence(JacksonException failure) {
    TokenStreamLocation at = failure.getLocation();
    boolean known = at != null && at.getLineNr() > 0;
    String place = known ? " at line " + at.getLineNr() + ", column " + at.getColumnNr() : "";
    return ApiMessage.shorten(String.valueOf(failure.getOriginalMessage())) + place;
  }
}
