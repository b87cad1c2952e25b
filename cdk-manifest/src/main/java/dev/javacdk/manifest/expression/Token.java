package dev.javacdk.manifest.expression;

/**
 * A piece of a template.
 *
 * @param value of a literal; otherwise its text
 * @param at where it begins
 */
record Token(Type type, Object value, int at) {

  enum Type {
    DATA,
    OUTPUT_BEGIN,
    OUTPUT_END,
    BLOCK_BEGIN,
    BLOCK_END,
    NAME,
    STRING,
    NUMBER,
    OPERATOR,
    END
  }

  boolean isName(String name) {
    return type == Type.NAME && value.equals(name);
  }

  boolean isOperator(String operator) {
    return type == Type.OPERATOR && value.equals(operator);
  }

  boolean isLiteral() {
    return type == Type.STRING || type == Type.NUMBER;
  }

  String words() {
    return switch (type) {
      case END -> "the end of the template";
      case OUTPUT_END -> "}}";
      case BLOCK_END -> "%}";
      case STRING -> "a text";
      default -> value.toString();
    };
  }
}
