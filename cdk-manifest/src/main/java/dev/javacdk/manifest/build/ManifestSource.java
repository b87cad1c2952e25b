package dev.javacdk.manifest.build;

import dev.javacdk.api.CheckContext;
import dev.javacdk.api.ConfiguredStream;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.read.SourceContext;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.core.problem.Nearest;
import dev.javacdk.core.problem.Problem;
import dev.javacdk.manifest.load.LoadedManifest;
import dev.javacdk.manifest.model.Check;
import dev.javacdk.manifest.model.Manifest;
import dev.javacdk.manifest.model.Spec;
import dev.javacdk.manifest.model.StreamDefinition;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A low-code manifest as a source of the kit: its streams go on where a killed attempt stopped, to
 * the page, also inside substreams.
 *
 * <p>A stream that needs what cannot be built is left out of the catalog, and whoever chooses it is
 * told why; the others are read. Used as any {@link Source}.
 */
public final class ManifestSource implements Source<ObjectNode> {

  private static final Logger LOG = SafeLogs.of(ManifestSource.class);

  private static final int WORKERS = 4;

  private final Manifest manifest;
  private final @Nullable Path folder;
  private final InstantSource clock;

  private final Replacements replacements;

  private ManifestSource(
      Manifest manifest, Replacements replacements, @Nullable Path folder, InstantSource clock) {
    this.manifest = manifest;
    this.replacements = replacements;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * The source that a manifest describes.
   *
   * @param folder where the files are that it names; null where there are none
   * @throws ConfigError that names everything that is wrong with the manifest beside its streams
   */
  public static ManifestSource of(LoadedManifest loaded, @Nullable Path folder) {
    return of(loaded, folder, InstantSource.system());
  }

  /**
   * The same, whose expressions know the time by this clock.
   *
   * @throws ConfigError as {@link #of(LoadedManifest, Path)}
   */
  public static ManifestSource of(
      LoadedManifest loaded, @Nullable Path folder, InstantSource clock) {
    Replacements replacements = Replacements.found();
    Manifest manifest = Manifest.read(loaded, replacements::has);
    List<Problem> problems = new ArrayList<>(manifest.problems());
    problems.addAll(UnsupportedSource.ofConfig(manifest));
    if (!problems.isEmpty()) {
      throw new ConfigError(loaded.file() + ": " + joined(problems));
    }
    loaded.notes().forEach(note -> LOG.warn("{}: {}", loaded.file(), note));
    UnsupportedSource.note(manifest).ifPresent(note -> LOG.warn("{}: {}", loaded.file(), note));
    return new ManifestSource(manifest, replacements, folder, clock);
  }

  /**
   * Everything of a manifest that cannot be read or built, without a config: of the source, and of
   * each of its streams.
   */
  public static List<Problem> problems(LoadedManifest loaded) {
    Replacements replacements = Replacements.found();
    Manifest manifest = Manifest.read(loaded, replacements::has);
    List<Problem> problems = new ArrayList<>(manifest.problems());
    problems.addAll(UnsupportedSource.ofConfig(manifest));
    problems.addAll(UnsupportedSource.ofCheck(manifest.check()));
    manifest.streams().forEach(stream -> problems.addAll(Unsupported.of(stream, replacements)));
    problems.addAll(UnsupportedSource.ofDynamic(manifest));
    return problems.stream().distinct().toList();
  }

  /** How many parts are read side by side, where the config says nothing else. */
  public int workers() {
    Manifest.Concurrency said = manifest.concurrency();
    if (said == null) {
      return WORKERS;
    }
    try {
      JsonNode level = level(said);
      return level.isInt() && level.intValue() > 0 ? level.intValue() : WORKERS;
    } catch (SystemError e) {
      LOG.debug("the level of concurrency depends on the config: {}", e.getMessage());
      return WORKERS;
    }
  }

  /** What it is without a config. */
  private JsonNode level(Manifest.Concurrency said) {
    Surroundings none = surroundings(JsonNodeFactory.instance.objectNode());
    return said.level().isString()
        ? Text.of(said.node(), "default_concurrency", said.level().stringValue())
            .literal(none.scope(said.node()))
        : said.level();
  }

  @Override
  public ConnectorSpec<ObjectNode> spec() {
    Spec said = manifest.spec();
    if (said == null) {
      return ConnectorSpec.json(JsonNodeFactory.instance.objectNode().put("type", "object"));
    }
    ConnectorSpec<ObjectNode> spec = ConnectorSpec.json(said.schema());
    if (said.documentationUrl() != null) {
      spec = spec.documentationUrl(said.documentationUrl());
    }
    return said.advancedAuth() == null ? spec : spec.advancedAuth(said.advancedAuth());
  }

  @Override
  public List<Stream> streams(ObjectNode config) {
    return built(config).stream().filter(s -> !(s instanceof RefusedStream)).toList();
  }

  @Override
  public List<Stream> discover(ObjectNode config, SourceContext context) {
    List<Stream> streams = new ArrayList<>();
    UnsupportedSource.ofDynamic(manifest)
        .forEach(problem -> LOG.warn("streams are left out: {}", problem));
    for (Stream stream : built(config)) {
      if (stream instanceof RefusedStream refused) {
        LOG.warn(
            "stream '{}' is left out: {}", refused.name(), String.join("; ", refused.problems()));
      } else {
        streams.add(stream);
      }
    }
    return streams;
  }

  /** One that cannot be built, so that its failure says why. */
  @Override
  public Optional<Stream> stream(ObjectNode config, ConfiguredStream configured) {
    return built(config).stream()
        .filter(stream -> stream.name().equals(configured.name()))
        .findFirst();
  }

  @Override
  public void check(ObjectNode config, CheckContext context) throws Exception {
    List<Stream> all = built(config);
    List<Problem> problems = UnsupportedSource.ofCheck(manifest.check());
    if (!problems.isEmpty()) {
      throw new ConfigError(joined(problems));
    }
    for (String name : ((Check.Streams) manifest.check()).names()) {
      context.readFirstRecord(named(name, all));
    }
  }

  private static String joined(List<Problem> problems) {
    return problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
  }

  private static Stream named(String name, List<Stream> all) {
    Stream stream =
        all.stream()
            .filter(s -> s.name().equals(name))
            .findFirst()
            .orElseThrow(() -> {
              List<String> names = all.stream().map(Stream::name).toList();
              return new ConfigError(
                  "the manifest checks the stream '"
                      + name
                      + "', which it does not have; it has "
                      + String.join(", ", names)
                      + Nearest.question(name, names));
            });
    if (stream instanceof RefusedStream refused) {
      throw new ConfigError(
          "stream '" + name + "' cannot be checked: " + String.join("; ", refused.problems()));
    }
    return stream;
  }

  private Surroundings surroundings(ObjectNode config) {
    return new Surroundings(clock, config, folder, replacements);
  }

  private List<Stream> built(ObjectNode config) {
    StreamBuilder builder = new StreamBuilder(surroundings(config));
    List<Stream> streams = new ArrayList<>();
    for (StreamDefinition definition : manifest.streams()) {
      streams.add(builder.build(definition));
    }
    return streams;
  }
}
