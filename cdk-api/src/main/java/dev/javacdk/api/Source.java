package dev.javacdk.api;

import dev.javacdk.api.read.SourceContext;
import dev.javacdk.api.spec.ConnectorSpec;
import java.util.List;
import java.util.Optional;

/**
 * A named set of streams with a spec and a check. Methods are called on the main thread, never at
 * the same time.
 *
 * @param <C> the Java record that the config arrives as
 */
public interface Source<C> {

  /** What the config is made of. Pure. */
  ConnectorSpec<C> spec();

  /**
   * The streams that this config leads to.
   *
   * <p>Pure: builds descriptions and does no I/O, so that it can be called on every command.
   * Unsound ones (a key that the schema lacks, two of one name) are named all at once by the kit.
   */
  List<Stream> streams(C config);

  /**
   * The streams that the catalog offers. Override where only the API knows what there is; {@link
   * #stream} then rebuilds them when they are read.
   *
   * @throws Exception where the API cannot be asked
   */
  default List<Stream> discover(C config, SourceContext context) throws Exception {
    return streams(config);
  }

  /**
   * A stream that an operator chose from the catalog and that is not among {@link #streams}:
   * rebuilt from what the catalog says, without I/O. Empty where the source has no such stream.
   */
  default Optional<Stream> stream(C config, ConfiguredStream configured) {
    return Optional.empty();
  }

  /**
   * Returns where the config works, throws where it does not. By default reads the first record of
   * the first stream.
   *
   * @throws Exception whose message tells the user what to mend
   */
  default void check(C config, CheckContext context) throws Exception {
    for (Stream first : streams(config).stream().limit(1).toList()) {
      context.readFirstRecord(first);
    }
  }
}
