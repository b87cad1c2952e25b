package dev.javacdk.core.problem;

import dev.javacdk.api.error.ConfigError;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Between many mistakes and one error: the one place that prints them. Pure. */
public final class Problems {

  /** More of one file than that are counted only. */
  private static final int MOST = 20;

  private Problems() {}

  /**
   * What was read, where nothing is wrong with it.
   *
   * @throws ConfigError that names every mistake
   */
  public static <T> T orThrow(Validation<Seq<Problem>, T> read) {
    return read.toEither().getOrElseThrow(Problems::error);
  }

  /** The mistakes of what was read together. */
  public static <T> Validation<Seq<Problem>, T> flat(Validation<Seq<Seq<Problem>>, T> read) {
    return read.mapError(all -> all.flatMap(Function.identity()));
  }

  /** One error for all mistakes: those of one file stand together, behind its name. */
  private static ConfigError error(Seq<Problem> problems) {
    Map<String, List<Problem>> byFile =
        problems.asJava().stream()
            .collect(
                Collectors.groupingBy(
                    problem -> problem.place().in(), LinkedHashMap::new, Collectors.toList()));
    return new ConfigError(
        byFile.entrySet().stream()
            .map(file -> file.getKey() + ": " + joined(file.getValue()))
            .collect(Collectors.joining("\n")));
  }

  private static String joined(List<Problem> problems) {
    List<String> said = problems.stream().map(Problem::toString).distinct().toList();
    String first = said.stream().limit(MOST).collect(Collectors.joining("; "));
    return said.size() <= MOST ? first : first + "; and " + (said.size() - MOST) + " more";
  }
}
