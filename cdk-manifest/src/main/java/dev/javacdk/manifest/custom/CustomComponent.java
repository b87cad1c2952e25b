package dev.javacdk.manifest.custom;

import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.json.Place;
import dev.javacdk.http.paging.PageRule;
import dev.javacdk.http.request.SliceValues;
import dev.javacdk.http.rule.Rule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands for a Python class that a manifest names by {@code class_name}. There are seven kinds, one
 * for each place where manifests have such classes; an implementation is of one of them, and is
 * named in {@code META-INF/services/dev.javacdk.manifest.custom.CustomComponent}.
 *
 * <pre>{@code
 * public final class SignedAuth implements CustomComponent.Authenticator {
 *   public String className() {
 *     return "components.SignedAuth";
 *   }
 *
 *   public Auth build(CustomFields fields) {
 *     return Auth.header("X-Signature", sign(fields.text("secret")));
 *   }
 * }
 * }</pre>
 *
 * @param <T> what of the kit stands in its place
 */
public sealed interface CustomComponent<T> {

  /**
   * The Python class that it stands for, by the last two parts of its name: {@code
   * components.SignedAuth} stands for {@code source_shop.components.SignedAuth}.
   */
  String className();

  /**
   * What stands in its place. Called once for each component of a stream, each time streams are
   * built. Pure: it asks no API.
   *
   * @throws IllegalArgumentException where a field is missing or wrong; the stream is then refused,
   *     and the message says why
   */
  T build(CustomFields fields);

  /** Of a requester: how requests show who asks. */
  non-sealed interface Authenticator extends CustomComponent<Auth> {}

  /** Of a record selector: where records are, and what is made of each object there. */
  non-sealed interface Extractor extends CustomComponent<Extraction> {}

  /** Of a record selector: which records are wanted. */
  non-sealed interface Filter extends CustomComponent<BiPredicate<ObjectNode, SliceValues>> {}

  /** Of a stream: what becomes of each record, which may be changed itself. */
  non-sealed interface Transformation
      extends CustomComponent<BiFunction<ObjectNode, SliceValues, ObjectNode>> {}

  /** Of a paginator: what the next page is asked for with. */
  non-sealed interface Pagination extends CustomComponent<PageRule> {}

  /** Of a retriever: the values of the stream's parts by their names, several for their product. */
  non-sealed interface Partitions extends CustomComponent<Map<String, List<String>>> {}

  /** Of a requester: what is done about answers, before what the kit does by itself. */
  non-sealed interface ErrorHandler extends CustomComponent<List<Rule>> {}

  /**
   * Where records are.
   *
   * @param place of objects in the answer
   * @param records makes any number of records of each; called on reading threads
   */
  record Extraction(Place place, Function<ObjectNode, ? extends Collection<ObjectNode>> records) {}
}
