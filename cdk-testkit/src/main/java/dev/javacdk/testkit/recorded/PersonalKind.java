package dev.javacdk.testkit.recorded;

/** A kind of personal value that is known by how it looks, wherever it stands in an answer. */
public enum PersonalKind {
  /** An address of mail. */
  EMAIL(
      "(?<![\\p{L}\\p{N}._%+'-])[\\p{L}\\p{N}._%+'-]++@[\\p{L}\\p{N}-]++(?:\\.[\\p{L}\\p{N}-]++)++"),
  /** An address of the internet, of version 4 or 6. */
  IP_ADDRESS(Expressions.IP_4 + "|" + Expressions.IP_6),
  /**
   * A phone number: with a plus sign, an area code in brackets, or in groups of digits. Digits
   * alone are none, since most are ids.
   */
  PHONE(
      "(?<![\\w+.])(?:\\+\\d(?:[ ()./-]{0,2}\\d){6,14}"
          + "|\\(\\d{2,5}\\)[ -]?\\d{2,5}(?:[ -]?\\d{2,6}){1,2}"
          + "|\\d{3}[-. ]\\d{3}[-. ]\\d{4}"
          + "|0\\d{2,4}[ /-]\\d{5,9})(?![\\w])");

  private final String expression;

  PersonalKind(String expression) {
    this.expression = expression;
  }

  String expression() {
    return expression;
  }

  private static final class Expressions {
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|\\d{1,2})";
    private static final String HEX = "[0-9A-Fa-f]{1,4}";
    private static final String GROUPS = HEX + "(?::" + HEX + "){0,6}";
    static final String IP_4 = "(?<![\\w.])(?:" + BYTE + "\\.){3}" + BYTE + "(?![\\w]|\\.\\d)";
    static final String IP_6 =
        "(?<![\\w:])(?:(?:"
            + HEX
            + ":){7}"
            + HEX
            + "|(?:"
            + GROUPS
            + ")?::"
            + GROUPS
            + ")(?![\\w:])";
  }
}
