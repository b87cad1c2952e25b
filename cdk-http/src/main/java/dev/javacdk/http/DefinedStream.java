package dev.javacdk.http;

import dev.javacdk.api.Cursor;
import dev.javacdk.api.CursorFilter;
import dev.javacdk.api.Stream;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.CursorBound;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/** What a stream is, as the kit asks for it, read off its definition. Immutable. */
abstract class DefinedStream implements Stream {

  final Definition definition;
  final Shape shape;

  DefinedStream(Definition definition) {
    this.definition = definition;
    this.shape = Shape.of(definition);
  }

  @Override
  public List<String> problems() {
    return shape.problems();
  }

  /** What it does, in words: {@code issues: GET /issues, for each projects.id, by offset}. */
  @Override
  public String describe() {
    return Words.of(definition, shape);
  }

  @Override
  public String name() {
    return definition.name;
  }

  @Override
  public Schema schema() {
    return definition.schema;
  }

  @Override
  public Optional<String> namespace() {
    return definition.namespace;
  }

  @Override
  public List<List<String>> primaryKey() {
    return definition.primaryKey;
  }

  @Override
  public Optional<Cursor> cursor() {
    return shape.cursor();
  }

  @Override
  public boolean supportsCheckpointing() {
    return definition.checkpoints;
  }

  @Override
  public Optional<String> group() {
    return definition.group;
  }

  @Override
  public OptionalInt mostWorkers() {
    return definition.mostWorkers;
  }

  /** Whether its paging goes on behind what was read, whatever changed meanwhile. */
  @Override
  public boolean positionsAreStable() {
    return Optional.ofNullable(definition.paging).map(Paging::isStable).orElse(true);
  }

  @Override
  public Optional<CursorFilter> cursorFilter() {
    CursorBound bound = definition.lowerBound();
    return bound == null || bound.cursor().isClientSide()
        ? Optional.empty()
        : Optional.of(bound.filter());
  }

  @Override
  public List<String> cautions() {
    return shape.problems().isEmpty() ? Cautions.of(definition, shape) : List.of();
  }

  @Override
  public ObjectNode migrate(ObjectNode state) {
    return definition.migration.apply(state);
  }

  @Override
  public OptionalLong foldPast() {
    return definition.foldPast;
  }
}
