package dev.javacdk.testkit.recorded;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One way to write a secret: as it is, in base64 or in hex. Escapes are the business of {@link
 * Readings}. In base64 it looks different behind one, two or three bytes, and what it shares with
 * its neighbours is left out.
 *
 * @param secret its number
 * @param how in what it is packed; empty where it stands as it is
 */
record SecretWriting(int secret, String text, String how) {

  /** Shorter pieces are found by chance. */
  static final int SHORTEST = 4;

  /** All of a secret: packed once, or twice. */
  static List<SecretWriting> of(int number, String secret) {
    Map<String, String> once = new LinkedHashMap<>();
    String quoted = JsonText.quote(secret);
    pack(once, secret, "");
    pack(once, URLEncoder.encode(secret, StandardCharsets.UTF_8), "");
    pack(once, quoted.substring(1, quoted.length() - 1), "");
    Map<String, String> all = new LinkedHashMap<>();
    all.put(secret, "");
    all.putAll(once);
    once.forEach((text, how) -> pack(all, text, how + " "));
    return all.entrySet().stream()
        .map(writing -> new SecretWriting(number, writing.getKey(), writing.getValue()))
        .toList();
  }

  /** In words, where it stands in a reading. */
  String in(String reading) {
    String more = reading.equals("plain") ? "" : ", " + reading;
    return "secret %d (%s)".formatted(secret, how.isEmpty() ? reading : how + more);
  }

  private static void pack(Map<String, String> packed, String text, String before) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int ahead = 0; ahead < 3; ahead++) {
      put(packed, base64(Base64.getEncoder(), bytes, ahead), before + "in base64");
      put(packed, base64(Base64.getUrlEncoder(), bytes, ahead), before + "in base64url");
    }
    put(packed, HexFormat.of().formatHex(bytes), before + "in hex");
    put(packed, HexFormat.of().withUpperCase().formatHex(bytes), before + "in hex");
  }

  private static void put(Map<String, String> packed, String text, String how) {
    if (text.length() >= SHORTEST) {
      packed.putIfAbsent(text, how);
    }
  }

  /** The characters that bytes alone decide, when so many others are ahead of them. */
  private static String base64(Base64.Encoder encoder, byte[] bytes, int ahead) {
    byte[] shifted = new byte[ahead + bytes.length];
    System.arraycopy(bytes, 0, shifted, ahead, bytes.length);
    String whole = encoder.withoutPadding().encodeToString(shifted);
    return whole.substring((ahead * 8 + 5) / 6, shifted.length * 8 / 6);
  }
}
