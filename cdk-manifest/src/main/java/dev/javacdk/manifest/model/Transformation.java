package dev.javacdk.manifest.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is changed about every record. Texts and conditions may be expressions. */
public sealed interface Transformation extends Component {

  /**
   * {@code AddFields}.
   *
   * @param condition over a value, whether it is added; empty where it always is
   */
  record AddFields(Node node, List<AddedField> fields, String condition)
      implements Transformation {}

  /**
   * {@code AddedFieldDefinition}.
   *
   * @param type as what the value is taken; null where it is taken for what it looks like
   */
  record AddedField(Node node, List<String> path, String value, @Nullable ValueType type)
      implements Component {}

  /** As what the text of an expression is taken. */
  enum ValueType {
    /** Text. */
    STRING,
    /** A number with a fraction. */
    NUMBER,
    /** A whole number. */
    INTEGER,
    /** True or false. */
    BOOLEAN
  }

  /**
   * {@code RemoveFields}.
   *
   * @param condition over a value, whether it is removed; empty where it always is
   */
  record RemoveFields(Node node, List<List<String>> paths, String condition)
      implements Transformation {}

  /** {@code KeysToLower}. */
  record KeysToLower(Node node) implements Transformation {}

  /** {@code KeysToSnakeCase}. */
  record KeysToSnakeCase(Node node) implements Transformation {}

  /** {@code KeysReplace}. */
  record KeysReplace(Node node, String from, String to) implements Transformation {}

  /** {@code FlattenFields}. */
  record FlattenFields(Node node, boolean lists) implements Transformation {}

  /**
   * {@code DpathFlattenFields}.
   *
   * @param prefix of the keys that are made, and their suffix; null where there is none
   */
  record DpathFlattenFields(
      Node node,
      List<String> path,
      boolean removesOrigin,
      boolean replacesRecord,
      @Nullable String prefix,
      @Nullable String suffix)
      implements Transformation {}

  /** Python code, or of a type that is not known; the latter is of no class. */
  record Custom(Node node, String className) implements Transformation {}
}
