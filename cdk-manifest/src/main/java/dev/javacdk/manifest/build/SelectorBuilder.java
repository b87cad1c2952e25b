package dev.javacdk.manifest.build;

import dev.javacdk.http.HttpStream;
import dev.javacdk.http.json.Place;
import dev.javacdk.manifest.custom.CustomComponent;
import dev.javacdk.manifest.expression.Scope;
import dev.javacdk.manifest.model.Node;
import dev.javacdk.manifest.model.RecordSelector;
import dev.javacdk.manifest.model.RecordSelector.Extractor;
import dev.javacdk.manifest.model.RecordSelector.Filter;
import dev.javacdk.manifest.model.Transformation;
import java.util.List;
import java.util.stream.Stream;

/** A record selector and transformations → where records are, and what becomes of them. */
final class SelectorBuilder {

  private final Surroundings surroundings;
  private final Slices slices;

  SelectorBuilder(Surroundings surroundings, Slices slices) {
    this.surroundings = surroundings;
    this.slices = slices;
  }

  /** The stream with its records. */
  HttpStream build(
      HttpStream stream, RecordSelector selector, List<Transformation> transformations) {
    HttpStream placed = placed(stream, selector.extractor());
    if (Boolean.TRUE.equals(selector.transformsFirst())) {
      return filtered(transformed(placed, transformations), selector);
    }
    return transformed(filtered(placed, selector), transformations);
  }

  private HttpStream placed(HttpStream stream, Extractor extractor) {
    if (extractor instanceof Extractor.Custom custom) {
      CustomComponent.Extraction extraction =
          built(custom.node(), custom.className(), CustomComponent.Extractor.class);
      return stream.records(extraction.place()).flatMap(extraction.records());
    }
    return stream.records(place(extractor));
  }

  private <T, C extends CustomComponent<T>> T built(Node node, String className, Class<C> kind) {
    return surroundings.replacements().built(surroundings, node, className, kind);
  }

  private Place place(Extractor extractor) {
    if (!(extractor instanceof Extractor.Dpath dpath)) {
      throw new Refused(extractor.node().problem("cannot be done yet"));
    }
    List<String> path = path(surroundings, dpath);
    String pointer = Injection.Pointers.of(path);
    Place place = path.contains("*") ? Place.of(pointer) : Place.arrayOrObject(pointer);
    // A path that begins with any element means those of a list itself.
    boolean isOfList = path.isEmpty() || path.get(0).equals("*");
    return isOfList ? place.maybe() : place.maybe().orInEachElement();
  }

  /** The JSON pointer of the records; of the whole answer where only a custom extractor knows. */
  static String pointer(Surroundings surroundings, RecordSelector selector) {
    return selector.extractor() instanceof Extractor.Dpath dpath
        ? Injection.Pointers.of(path(surroundings, dpath))
        : "";
  }

  /** Whether the records of a stream may be others than those of the answer. */
  static boolean changes(RecordSelector selector, List<Transformation> transformations) {
    return selector.extractor() instanceof Extractor.Custom
        || selector.filter() != null
        || !transformations.isEmpty();
  }

  private static List<String> path(Surroundings surroundings, Extractor.Dpath dpath) {
    Node node = dpath.node();
    return dpath.path().stream()
        .map(part -> surroundings.string(node, "field_path", part))
        .toList();
  }

  private HttpStream filtered(HttpStream stream, RecordSelector selector) {
    Filter filter = selector.filter();
    if (filter == null) {
      return stream;
    }
    if (filter instanceof Filter.Custom custom) {
      return stream.filter(built(custom.node(), custom.className(), CustomComponent.Filter.class));
    }
    Filter.Condition said = (Filter.Condition) filter;
    Text condition = Text.of(said.node(), "condition", said.condition());
    RecordScope scope = scope(said.node(), Stream.of(condition));
    return stream.filter((record, values) -> condition.holds(scope.of(record, values)));
  }

  private HttpStream transformed(HttpStream stream, List<Transformation> transformations) {
    HttpStream changed = stream;
    for (Transformation transformation : transformations) {
      changed = transformed(changed, transformation);
    }
    return changed;
  }

  private HttpStream transformed(HttpStream stream, Transformation transformation) {
    Node node = transformation.node();
    if (transformation instanceof Transformation.AddFields add) {
      AddedFields added = new AddedFields(add);
      RecordScope scope = scope(node, added.texts());
      return stream.map((record, values) -> added.to(record, scope.of(record, values)));
    }
    if (transformation instanceof Transformation.RemoveFields remove) {
      RemovedFields removed = new RemovedFields(remove);
      Scope scope = surroundings.scope(node);
      return stream.map(record -> removed.from(record, scope));
    }
    if (transformation instanceof Transformation.Custom custom) {
      return stream.map(
          built(custom.node(), custom.className(), CustomComponent.Transformation.class));
    }
    throw new Refused(node.problem("cannot be done yet"));
  }

  private RecordScope scope(Node node, Stream<Text> texts) {
    return RecordScope.of(surroundings, slices, node, texts);
  }
}
