package dev.javacdk.testkit.recorded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A request in the form in which requests are compared: the order of its parameters does not count,
 * nor that of the fields of its body.
 *
 * @param parameters the values of each, as {@link Canonical} writes them, in their order
 * @param canonical all of it
 */
record Asked(
    String method,
    Target target,
    Map<String, List<String>> parameters,
    Body body,
    String canonical) {

  private static final int SHOWN = 200;

  static Asked of(String method, Target target, Body body) {
    Map<String, List<String>> parameters = new TreeMap<>();
    for (Parameter parameter : target.parameters()) {
      parameters
          .computeIfAbsent(parameter.name(), name -> new ArrayList<>())
          .add(parameter.value());
    }
    Canonical canonical = new Canonical().text(method);
    target.segments().forEach(canonical::text);
    canonical.text("?");
    parameters(canonical, target.parameters());
    canonical.text(body.kind().name());
    switch (body.kind()) {
      case JSON -> canonical.json(body.text());
      case FORM -> parameters(canonical, new Form(body.text()).parameters());
      default -> canonical.text(body.text());
    }
    return new Asked(method, target, parameters, body, canonical.written());
  }

  private static void parameters(Canonical canonical, List<Parameter> parameters) {
    parameters.stream()
        .sorted(Comparator.comparing(Parameter::name))
        .forEach(parameter -> canonical.text(parameter.name()).text(parameter.value()));
  }

  /** Whether it asks another thing of the same place. */
  boolean isAt(Asked other) {
    return method.equals(other.method) && segmentsBeside(other) == 0;
  }

  /** How many parts of the path differ. */
  int segmentsBeside(Asked other) {
    List<String> own = target.segments();
    List<String> others = other.target.segments();
    int beside = Math.abs(own.size() - others.size());
    for (int i = 0; i < Math.min(own.size(), others.size()); i++) {
      beside += same(others.get(i), own.get(i)) ? 0 : 1;
    }
    return beside;
  }

  /** How many parameters differ, the body counted as one. */
  int parametersBeside(Asked other) {
    return differences(other).size();
  }

  /** What is different in a request that was recorded, in words. */
  List<String> differences(Asked recorded) {
    List<String> differences = new ArrayList<>();
    Set<String> names = new TreeSet<>(parameters.keySet());
    names.addAll(recorded.parameters.keySet());
    for (String name : names) {
      List<String> own = parameters.get(name);
      List<String> there = recorded.parameters.get(name);
      if (there == null) {
        differences.add(name + " is not there");
      } else if (own == null) {
        differences.add(name + " is " + String.join(" and ", there) + " there, and not said here");
      } else if (!same(String.join("&", there), String.join("&", own))) {
        differences.add(name + " is " + String.join(" and ", there) + " there");
      }
    }
    if (!sameBody(recorded)) {
      differences.add(
          recorded.body.kind() == Body.Kind.NONE
              ? "there is no body there"
              : "the body is " + shown(recorded.body.text()) + " there");
    }
    return differences;
  }

  private boolean sameBody(Asked recorded) {
    Asked own = of("", new Target(""), body);
    Asked there = of("", new Target(""), recorded.body);
    return Canonical.pattern(there.canonical).matcher(own.canonical).matches();
  }

  private static boolean same(String recorded, String own) {
    String there = new Canonical().text(recorded).written();
    String here = new Canonical().text(own).written();
    return Canonical.pattern(there).matcher(here).matches();
  }

  /** The request in one line. */
  @Override
  public String toString() {
    String line = method + " " + target.text();
    return body.kind() == Body.Kind.NONE ? line : line + " " + shown(body.text());
  }

  private static String shown(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }
}
