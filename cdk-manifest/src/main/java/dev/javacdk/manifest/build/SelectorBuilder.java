package dev.javacdk.manifest.build;

import dev.javacdk.http.HttpStream;
import dev.javacdk.http.json.Place;
import dev.javacdk.http.request.SliceValues;
import dev.javacdk.manifest.expression.Scope;
import dev.javacdk.manifest.model.Node;
import dev.javacdk.manifest.model.RecordSelector;
import dev.javacdk.manifest.model.RecordSelector.Extractor;
import dev.javacdk.manifest.model.RecordSelector.Filter;
import dev.javacdk.manifest.model.Transformation;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

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
    HttpStream placed = stream.records(place(selector.extractor()));
    if (Boolean.TRUE.equals(selector.transformsFirst())) {
      return filtered(transformed(placed, transformations), selector);
    }
    return transformed(filtered(placed, selector), transformations);
  }

  /** Where the records are. */
  static String pointer(Surroundings surroundings, Extractor extractor) {
    if (!(extractor instanceof Extractor.Dpath dpath)) {
      throw new Refused(extractor.node().problem("cannot be done yet"));
    }
    Node node = dpath.node();
    return Injection.Pointers.of(
        dpath.path().stream().map(part -> surroundings.string(node, "field_path", part)).toList());
  }

  private Place place(Extractor extractor) {
    String pointer = pointer(surroundings, extractor);
    return List.of(pointer.split("/")).contains("*")
        ? Place.of(pointer).maybe()
        : Place.arrayOrObject(pointer).maybe();
  }

  private HttpStream filtered(HttpStream stream, RecordSelector selector) {
    Filter filter = selector.filter();
    if (filter == null) {
      return stream;
    }
    if (!(filter instanceof Filter.Condition said)) {
      throw new Refused(filter.node().problem("cannot be done yet"));
    }
    Text condition = Text.of(said.node(), "condition", said.condition());
    return stream.filter((record, values) -> condition.holds(scope(said.node(), record, values)));
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
      return stream.map((record, values) -> added.to(record, scope(node, record, values)));
    }
    if (transformation instanceof Transformation.RemoveFields remove) {
      RemovedFields removed = new RemovedFields(remove);
      return stream.map((record, values) -> removed.from(record, surroundings.scope(node)));
    }
    throw new Refused(node.problem("cannot be done yet"));
  }

  private Scope scope(Node node, ObjectNode record, SliceValues values) {
    return slices.scope(surroundings.scope(node), values).with("record", record);
  }
}
