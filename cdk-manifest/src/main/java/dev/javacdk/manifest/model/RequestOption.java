package dev.javacdk.manifest.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in a request a value goes. */
public sealed interface RequestOption extends Component {

  /** The parts of a request that have fields. */
  enum Into {
    /** The query. */
    REQUEST_PARAMETER,
    /** The headers. */
    HEADER,
    /** A body that is a form. */
    BODY_DATA,
    /** A body that is a JSON object. */
    BODY_JSON
  }

  /**
   * Into a field: {@code RequestOption}.
   *
   * @param name of the field, which may be an expression; null where there is a path
   * @param path to a field of a JSON body; empty where there is a name
   */
  record Field(Node node, Into into, @Nullable String name, List<String> path)
      implements RequestOption {}

  /** In the place of the whole URL: {@code RequestPath}. */
  record Url(Node node) implements RequestOption {}
}
