package dev.javacdk.manifest.build;

import dev.javacdk.core.problem.Problem;
import dev.javacdk.manifest.custom.CustomComponent;
import dev.javacdk.manifest.custom.CustomFields;
import dev.javacdk.manifest.model.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The Java that stands for Python classes. Safe for use by many threads once it is made. */
final class Replacements {

  private final Map<String, CustomComponent<?>> byName = new HashMap<>();

  private Replacements(Iterable<? extends CustomComponent<?>> components) {
    components.forEach(component -> byName.put(key(component.className()), component));
  }

  /** Those on the class path. */
  @SuppressWarnings({"rawtypes", "unchecked"}) // A service is looked up by its raw type.
  static Replacements found() {
    return new Replacements((Iterable) ServiceLoader.load(CustomComponent.class));
  }

  /** The last two parts of a name. */
  private static String key(String className) {
    String[] parts = className.split("\\.", -1);
    return parts.length < 2 ? className : parts[parts.length - 2] + "." + parts[parts.length - 1];
  }

  /** Whether anything stands for this class. */
  boolean has(String className) {
    return byName.containsKey(key(className));
  }

  /** What is wrong with the use of a class in this place; empty where all is well. */
  Optional<Problem> problem(Node node, String className, Class<? extends CustomComponent<?>> kind) {
    CustomComponent<?> component = byName.get(key(className));
    if (component == null || kind.isInstance(component)) {
      return Optional.empty();
    }
    return Optional.of(
        node.problem(
            "names the class '%s', for which %s stands; here it must be a CustomComponent.%s"
                .formatted(className, component.getClass().getName(), kind.getSimpleName())));
  }

  /** What stands in the place of a component. */
  <T, C extends CustomComponent<T>> T built(
      Surroundings surroundings, Node node, String className, Class<C> kind) {
    CustomComponent<?> component = byName.get(key(className));
    if (!kind.isInstance(component)) {
      throw new Refused(node.problem("has the class '" + className + "', which cannot be built"));
    }
    CustomFields fields =
        new CustomFields(
            node.fields(),
            surroundings.config(),
            json -> TextTree.of(node, "", json).value(surroundings.scope(node)));
    try {
      return kind.cast(component).build(fields);
    } catch (IllegalArgumentException e) {
      throw new Refused(node.problem(String.valueOf(e.getMessage())));
    }
  }
}
