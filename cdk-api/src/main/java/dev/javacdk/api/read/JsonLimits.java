package dev.javacdk.api.read;

import dev.javacdk.api.internal.ForeignJson;
import tools.jackson.databind.json.JsonMapper;

/**
 * How large the JSON that is read may be: one set of limits for everything that the kit parses, so
 * that a broken or hostile answer ends with a sentence and not with an exhausted heap. An operator
 * sets each in the config.
 *
 * <p>A value; safe for use by many threads.
 *
 * @param depth how deep objects and arrays may be nested ({@code _json_depth})
 * @param nameLength how many characters the name of a field may have ({@code _json_name_length})
 * @param numberLength how many characters a number may have ({@code _json_number_length})
 * @param recordBytes how many bytes one record may have ({@code _largest_record})
 */
public record JsonLimits(int depth, int nameLength, int numberLength, long recordBytes) {

  /** 1,000 deep, names of 1,000,000 characters, numbers of 100,000, records of 64 MiB. */
  public static final JsonLimits DEFAULT = new JsonLimits(1_000, 1_000_000, 100_000, 64L << 20);

  /**
   * Refuses what is not positive.
   *
   * @throws IllegalArgumentException that names the limit
   */
  public JsonLimits {
    requirePositive("depth", depth);
    requirePositive("nameLength", nameLength);
    requirePositive("numberLength", numberLength);
    requirePositive("recordBytes", recordBytes);
  }

  /** The same, with records of up to so many bytes. */
  public JsonLimits recordBytes(long bytes) {
    return new JsonLimits(depth, nameLength, numberLength, bytes);
  }

  /** What reads within them. Safe for use by many threads. */
  JsonMapper mapper() {
    return ForeignJson.mapper(depth, nameLength, numberLength, recordBytes);
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "the limit '" + name + "' must be at least 1, not " + value);
    }
  }
}
