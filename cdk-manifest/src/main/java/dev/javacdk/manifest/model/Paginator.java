package dev.javacdk.manifest.model;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a listing comes in pages. */
public sealed interface Paginator extends Component {

  /** In one: {@code NoPagination}. */
  record None(Node node) implements Paginator {}

  /**
   * {@code DefaultPaginator}.
   *
   * @param size where the size of a page goes; null where it is not sent
   * @param token where goes what asks for the next page; null where nothing goes
   */
  record Default(
      Node node,
      Strategy strategy,
      RequestOption.@Nullable Field size,
      @Nullable RequestOption token)
      implements Paginator {}

  /** Of a type that is not known; the latter is of no class. */
  record Custom(Node node, String className) implements Paginator {}

  /** What asks for the next page. The size of a page is a number, or an expression for one. */
  sealed interface Strategy extends Component {

    /** The size of a page; null where nothing says it. */
    @Nullable JsonNode pageSize();

    /** A number of pages: {@code PageIncrement}. */
    record PageIncrement(Node node, @Nullable JsonNode pageSize, int start, boolean sentAtStart)
        implements Strategy {}

    /** A number of records: {@code OffsetIncrement}. */
    record OffsetIncrement(Node node, @Nullable JsonNode pageSize, boolean sentAtStart)
        implements Strategy {}

    /**
     * What an expression makes of an answer: {@code CursorPagination}.
     *
     * @param stop whether it was the last page, an expression; null where an empty value says it
     */
    record Cursor(
        Node node,
        @Nullable JsonNode pageSize,
        String value,
        @Nullable String stop,
        @Nullable Decoder decoder)
        implements Strategy {}

    /** Python code, or of a type that is not known; the latter is of no class. */
    record Custom(Node node, String className) implements Strategy {
      @Override
      public @Nullable JsonNode pageSize() {
        return node.fields().get("page_size");
      }
    }
  }
}
