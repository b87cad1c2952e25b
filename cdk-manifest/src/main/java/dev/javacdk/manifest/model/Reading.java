package dev.javacdk.manifest.model;

import dev.javacdk.core.problem.Place;
import dev.javacdk.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One pass over a part of a manifest that is refused, or not, as a whole. Confined to a thread. */
final class Reading {

  private final ToIntFunction<JsonNode> lines;
  private final Predicate<String> replaced;
  private final List<Problem> problems = new ArrayList<>();
  private final boolean muted;

  private Reading(ToIntFunction<JsonNode> lines, Predicate<String> replaced, boolean muted) {
    this.lines = lines;
    this.replaced = replaced;
    this.muted = muted;
  }

  /**
   * The first one.
   *
   * @param lines where an object begins, or 0
   * @param replaced whether something else stands for this class of Python code
   */
  static Reading of(ToIntFunction<JsonNode> lines, Predicate<String> replaced) {
    return new Reading(lines, replaced, false);
  }

  /** One with problems of its own. */
  Reading apart() {
    return new Reading(lines, replaced, muted);
  }

  /** One in which nothing is wrong: what it reads only fills the place of what is missing. */
  Reading muted() {
    return new Reading(lines, replaced, true);
  }

  Node node(Place place, ObjectNode fields) {
    return new Node(place, lines.applyAsInt(fields), fields);
  }

  boolean replaces(String className) {
    return replaced.test(className);
  }

  void add(Problem problem) {
    if (!muted) {
      problems.add(problem);
    }
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }
}
