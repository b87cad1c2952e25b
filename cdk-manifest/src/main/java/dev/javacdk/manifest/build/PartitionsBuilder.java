package dev.javacdk.manifest.build;

import dev.javacdk.api.Stream;
import dev.javacdk.http.HttpStream;
import dev.javacdk.http.json.Json;
import dev.javacdk.http.request.Hole;
import dev.javacdk.http.request.ParentField;
import dev.javacdk.manifest.custom.CustomComponent;
import dev.javacdk.manifest.model.Node;
import dev.javacdk.manifest.model.PartitionRouter;
import dev.javacdk.manifest.model.PartitionRouter.Parent;
import dev.javacdk.manifest.model.RequestOption;
import dev.javacdk.manifest.model.StreamDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Partition routers → the parts of a stream. Confined to the thread that builds. */
final class PartitionsBuilder {

  private final Surroundings surroundings;
  private final Function<StreamDefinition, Stream> parents;
  private final Map<String, List<String>> listed = new LinkedHashMap<>();
  private final List<Hole> keys = new ArrayList<>();
  private final Map<String, ParentField> extra = new LinkedHashMap<>();
  private final List<Option> options = new ArrayList<>();

  /** A value of the slice that goes into a request. */
  private record Option(RequestOption.Field field, String name) {}

  /**
   * For one stream.
   *
   * @param parents builds the streams that it hangs on
   */
  PartitionsBuilder(Surroundings surroundings, Function<StreamDefinition, Stream> parents) {
    this.surroundings = surroundings;
    this.parents = parents;
  }

  PartitionsBuilder add(List<PartitionRouter> routers) {
    routers.forEach(this::add);
    return this;
  }

  private void add(PartitionRouter router) {
    if (router instanceof PartitionRouter.Values values) {
      list(values);
    } else if (router instanceof PartitionRouter.Substream substream) {
      if (substream.parents().size() > 1 || keys.stream().anyMatch(ParentField.class::isInstance)) {
        throw new Refused(router.node().problem("has several parents, which cannot be done yet"));
      }
      parent(substream.parents().get(0));
    } else if (router instanceof PartitionRouter.Custom custom) {
      surroundings
          .replacements()
          .built(surroundings, custom.node(), custom.className(), CustomComponent.Partitions.class)
          .forEach(this::listed);
    } else {
      throw new Refused(router.node().problem("cannot be done yet"));
    }
  }

  private void listed(String name, List<String> values) {
    listed.put(name, values.stream().distinct().toList());
    keys.add(Hole.partition(name));
  }

  private void list(PartitionRouter.Values router) {
    Node node = router.node();
    String name = surroundings.string(node, "cursor_field", router.field());
    JsonNode values = router.values();
    if (values.isString()) {
      values = Text.of(node, "values", values.stringValue()).literal(surroundings.scope(node));
    }
    if (!values.isArray()) {
      throw new Refused(node.problem("values", "must be a list, and is " + values));
    }
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(Json.text(value)));
    listed(name, texts);
    option(router.option(), name);
  }

  private void parent(Parent parent) {
    Node node = parent.node();
    Stream stream = parents.apply(parent.stream());
    String name = surroundings.string(node, "partition_field", parent.field());
    String key = surroundings.string(node, "parent_key", parent.key());
    keys.add(ParentField.key(stream, Injection.Pointers.of(List.of(key.split("/")))).as(name));
    for (List<String> path : parent.extraFields()) {
      List<String> parts =
          path.stream().map(part -> surroundings.string(node, "extra_fields", part)).toList();
      extra.put(String.join(".", parts), ParentField.data(stream, Injection.Pointers.of(parts)));
    }
    option(parent.option(), name);
  }

  private void option(RequestOption.@Nullable Field field, String name) {
    if (field != null) {
      options.add(new Option(field, name));
    }
  }

  /** Whether there are no parts at all: a list has no values. */
  boolean isEmpty() {
    return listed.values().stream().anyMatch(List::isEmpty);
  }

  Slices slices() {
    return new Slices(List.copyOf(keys), extra, null, null);
  }

  /**
   * What goes into requests.
   *
   * @param onlyFirst whether only into that for the first page
   */
  List<Injection> injections(Slices slices, boolean onlyFirst) {
    return options.stream()
        .map(option ->
            Injection.of(
                option.field(),
                surroundings,
                values ->
                    onlyFirst && slices.token(values) != null
                        ? null
                        : slices.value(values, option.name())))
        .toList();
  }

  /** The stream in its parts. */
  HttpStream build(HttpStream stream) {
    HttpStream parted = stream.mentioning(slices().needs().toArray(Hole[]::new));
    for (Map.Entry<String, List<String>> list : listed.entrySet()) {
      parted = parted.partitions(list.getKey(), list.getValue());
    }
    return parted;
  }
}
