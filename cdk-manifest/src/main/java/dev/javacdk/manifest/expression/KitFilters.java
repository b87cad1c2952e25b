package dev.javacdk.manifest.expression;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filters that Python's kit adds to Jinja's. */
final class KitFilters {

  private static final Set<String> NAMES =
      Set.of(
          "hash",
          "hmac",
          "base64encode",
          "base64decode",
          "base64binascii_decode",
          "string",
          "regex_search",
          "regex_replace");

  private static final Map<String, String> DIGESTS =
      Map.of(
          "md5", "MD5",
          "sha1", "SHA-1",
          "sha224", "SHA-224",
          "sha256", "SHA-256",
          "sha384", "SHA-384",
          "sha512", "SHA-512",
          "sha3_224", "SHA3-224",
          "sha3_256", "SHA3-256",
          "sha3_384", "SHA3-384",
          "sha3_512", "SHA3-512");

  /** Of HMAC (RFC 2104) with SHA-256. */
  private static final int BLOCK = 64;

  private static final int INNER = 0x36;
  private static final int OUTER = 0x5c;

  private KitFilters() {}

  static boolean exists(String name) {
    return NAMES.contains(name);
  }

  static Object apply(String name, Object value, Args args, Meter meter) {
    return switch (name) {
      case "hash" -> hash(value, args, meter);
      case "hmac" -> hmac(value, args, meter);
      case "string" ->
          value instanceof String
              ? value
              : "\"\"\"" + PythonJson.write(value, false, -1, meter) + "\"\"\"";
      case "regex_search" -> Regexes.search(text(value), args.text(0, "regex"), meter);
      case "regex_replace" ->
          Regexes.replace(text(value), args.text(0, "regex"), args.text(1, "replacement"), meter);
      case "base64decode" -> decode(encoded(value));
      case "base64binascii_decode" -> ascii(encoded(value));
      default -> base64(encoded(value));
    };
  }

  private static String text(Object value) {
    return Values.text(value, "what is searched");
  }

  /** Of what is not there, a text is asked for its bytes, which is more than an empty one bears. */
  private static String encoded(Object value) {
    return Values.text(Values.defined(value), "what is encoded");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Encodes, whatever its name says: so does the original. */
  private static String ascii(String text) {
    if (text.chars().anyMatch(c -> c > 0x7f)) {
      throw new Failure("the text is not ASCII");
    }
    return base64(text);
  }

  /** Skips what is not of the alphabet, and wants whole groups. */
  private static String decode(String text) {
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (letter || c == '+' || c == '/') {
        kept.append(c);
      } else if (c == '=' && kept.length() % 4 >= 2) {
        int padding = 4 - kept.length() % 4;
        if (padding == 1 || text.indexOf('=', i + 1) > 0) {
          return bytes(kept.toString());
        }
      }
    }
    if (kept.length() % 4 != 0) {
      throw new Failure("the text is not base64: its padding is wrong");
    }
    return bytes(kept.toString());
  }

  private static String bytes(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new Failure("the text is not base64 of a text");
    }
  }

  private static String hash(Object value, Args args, Meter meter) {
    args.only("hash_type", "salt");
    String type = args.text(0, "hash_type", "md5");
    String algorithm = DIGESTS.get(type);
    if (algorithm == null) {
      throw new Failure("there is no such hash, or not here");
    }
    Object salt = args.maybe(1, "salt");
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(utf8(value, meter));
      if (salt != null && Values.isTrue(salt)) {
        digest.update(utf8(salt, meter));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new Failure("this Java has no such hash");
    }
  }

  private static byte[] utf8(@Nullable Object value, Meter meter) {
    return PythonText.str(value == null ? None.NONE : value, meter)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String hmac(Object value, Args args, Meter meter) {
    args.only("key", "hash_type");
    if (!args.text(1, "hash_type", "sha256").equals("sha256")) {
      throw new Failure("hmac knows sha256 only");
    }
    byte[] key = utf8(args.need(0, "key"), meter);
    byte[] block = Arrays.copyOf(key.length > BLOCK ? sha256(key) : key, BLOCK);
    byte[] inner = sha256(masked(block, INNER), utf8(value, meter));
    return HexFormat.of().formatHex(sha256(masked(block, OUTER), inner));
  }

  private static byte[] masked(byte[] block, int mask) {
    byte[] masked = new byte[block.length];
    for (int i = 0; i < block.length; i++) {
      masked[i] = (byte) (block[i] ^ mask);
    }
    return masked;
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new Failure("there is no SHA-256 in this Java");
    }
  }
}
