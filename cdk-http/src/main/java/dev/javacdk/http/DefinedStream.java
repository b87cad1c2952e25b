package dev.javacdk.http;

import dev.javacdk.api.DescribedStream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.CursorFilter;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.CursorBound;
import java.util.List;
import java.util.Optional;

/** What a stream is, as the kit asks for it, read off its definition. Immutable. */
abstract class DefinedStream extends DescribedStream<HttpStream> {

  final Definition definition;
  final Shape shape;

  DefinedStream(Definition definition) {
    super(definition.traits);
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
  public Optional<Cursor> cursor() {
    return shape.cursor();
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
}
