package dev.javacdk.benchmarks.pair;

import dev.javacdk.benchmarks.Beside;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.openjdk.jmh.annotations.Param;

/**
 * A benchmark and its rival.
 *
 * @param method the benchmark, which says {@link Beside} whom it stands
 * @param param the value of the class's one {@link Param}; empty where it has none
 */
public record Contest(Method method, String param) {

  /** The contests of a class, in the order of their names. */
  public static List<Contest> of(Class<?> benchmarks) {
    List<Contest> contests = new ArrayList<>();
    Method[] methods = benchmarks.getMethods();
    Arrays.sort(methods, Comparator.comparing(Method::getName));
    for (Method method : methods) {
      if (method.isAnnotationPresent(Beside.class)) {
        params(benchmarks).forEach(param -> contests.add(new Contest(method, param)));
      }
    }
    return contests;
  }

  private static List<String> params(Class<?> benchmarks) {
    return Arrays.stream(benchmarks.getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(Param.class))
        .findFirst()
        .map(field -> List.of(field.getAnnotation(Param.class).value()))
        .orElse(List.of(""));
  }

  /** Whom it stands beside. */
  public Beside beside() {
    return method.getAnnotation(Beside.class);
  }

  /** The ratio to reach; 0 where there is none. */
  public double target() {
    List<String> of = List.of(beside().of());
    return of.isEmpty() || of.contains(param) ? beside().target() : 0;
  }

  /** The command of the benchmark or of its rival. */
  List<String> command(String method) {
    return command(this.method.getDeclaringClass(), method, param, beside().wall());
  }

  /** The command of a benchmark whose rivals are other programs; by CPU time. */
  public static List<String> command(Class<?> benchmarks, String method) {
    return command(benchmarks, method, "", false);
  }

  private static List<String> command(
      Class<?> benchmarks, String method, String param, boolean wall) {
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-cp",
        System.getProperty("java.class.path"),
        Contestant.class.getName(),
        benchmarks.getName(),
        method,
        param,
        wall ? "wall" : "cpu");
  }

  /** The class, the method and the parameter. */
  @Override
  public String toString() {
    String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
    return param.isEmpty() ? name : name + " " + param;
  }
}
