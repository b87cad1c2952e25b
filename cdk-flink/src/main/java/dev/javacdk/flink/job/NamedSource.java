package dev.javacdk.flink.job;

import dev.javacdk.api.Source;
import dev.javacdk.api.error.ConfigError;
import java.lang.reflect.InvocationTargetException;

/**
 * The author's source, by the name of its class. Looked for among the classes of the job: those of
 * the calling thread's context.
 *
 * @param className as {@link Class#getName} says it
 */
public record NamedSource(String className) implements SourceFactory {

  private static final long serialVersionUID = 1;

  /**
   * A new source.
   *
   * @throws ConfigError where there is no such class, or it is no source that can be made so
   */
  @Override
  public Source<?> create() {
    try {
      Class<?> type =
          Class.forName(className, true, Thread.currentThread().getContextClassLoader());
      if (!Source.class.isAssignableFrom(type)) {
        throw new ConfigError(
            "class %s does not implement %s".formatted(className, Source.class.getName()));
      }
      return (Source<?>) type.getConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      throw new ConfigError(
          "there is no class %s: is the connector's jar with the job?".formatted(className), e);
    } catch (InvocationTargetException e) {
      throw new ConfigError("the constructor of %s failed".formatted(className), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new ConfigError(
          "class %s must be public, with a public constructor without parameters"
              .formatted(className),
          e);
    }
  }
}
