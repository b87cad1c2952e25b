package dev.javacdk.manifest.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which parts of an answer are records: {@code RecordSelector}.
 *
 * @param filter null where all are wanted
 * @param normalization what becomes of values that are not as the schema says; null for nothing
 * @param transformsFirst whether the filter sees records as they are after their transformations;
 *     null where nothing says it
 */
public record RecordSelector(
    Node node,
    Extractor extractor,
    @Nullable Filter filter,
    @Nullable Normalization normalization,
    @Nullable Boolean transformsFirst)
    implements Component {

  /** Where records are. */
  public sealed interface Extractor extends Component {

    /**
     * At a path, which may have wild parts: {@code DpathExtractor}.
     *
     * @param expander null where what is found is a record as it stands
     */
    record Dpath(
        Node node, List<String> path, @Nullable Expander expander, @Nullable Decoder decoder)
        implements Extractor {}

    /**
     * At several places: {@code CombinedExtractor}.
     *
     * @param mode {@code union}, or another word for how they are put together
     */
    record Combined(Node node, List<Extractor> extractors, String mode, boolean skipsEmpty)
        implements Extractor {}

    /** In a file of rows: {@code ResponseToFileExtractor}. */
    record ToFile(Node node, boolean keepsNotAvailable) implements Extractor {}

    /** Python code, or of a type that is not known; the latter is of no class. */
    record Custom(Node node, String className) implements Extractor {}
  }

  /**
   * A list in a record whose elements are the records: {@code RecordExpander}.
   *
   * @param parentFields what each gets of the record around it: objects as they were read
   * @param onNone {@code skip} or {@code emit_parent}
   * @param truncation where a record says that its list goes on; empty where nothing says it
   * @param rest reads the rest of such a list; null where there is none
   */
  public record Expander(
      Node node,
      List<String> path,
      boolean keepsOriginal,
      boolean mergesParent,
      List<ObjectNode> parentFields,
      String onNone,
      List<String> truncation,
      @Nullable Retriever rest)
      implements Component {}

  /** Which records are wanted. */
  public sealed interface Filter extends Component {

    /** Those of which an expression is true: {@code RecordFilter}. */
    record Condition(Node node, String condition) implements Filter {}

    /** Python code, or of a type that is not known; the latter is of no class. */
    record Custom(Node node, String className) implements Filter {}
  }

  /** What becomes of values that are not as the schema says. */
  public sealed interface Normalization {

    /** They are made so: {@code Default}. */
    record Default() implements Normalization {}

    /** Nothing: {@code None}. */
    record None() implements Normalization {}

    /** Python code, or of a type that is not known; the latter is of no class. */
    record Custom(Node node, String className) implements Normalization {}
  }
}
