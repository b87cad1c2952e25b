package dev.javacdk.manifest.model;

import dev.javacdk.core.problem.Place;
import dev.javacdk.core.problem.Problem;
import dev.javacdk.manifest.load.LoadedManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All that a manifest says. What is wrong with one stream refuses that stream only; what is wrong
 * with the rest is among the problems.
 *
 * @param streams in their order, those that are refused among them
 * @param dynamicStreams in their order, those that are refused among them
 * @param spec null where the manifest has none
 * @param concurrency null where nothing says it
 * @param budget null where nothing says it
 * @param mostJobs how many jobs an API runs at a time, or an expression; null where nothing says it
 * @param problems of the source as a whole; with one of them nothing can be read
 */
public record Manifest(
    Node node,
    String version,
    Check check,
    List<StreamDefinition> streams,
    List<DynamicStreams> dynamicStreams,
    @Nullable Spec spec,
    @Nullable Concurrency concurrency,
    @Nullable CallBudget budget,
    @Nullable JsonNode mostJobs,
    List<Problem> problems)
    implements Component {

  /** Keeps copies. */
  public Manifest {
    streams = List.copyOf(streams);
    dynamicStreams = List.copyOf(dynamicStreams);
    problems = List.copyOf(problems);
  }

  /**
   * How many parts are read side by side: {@code ConcurrencyLevel}.
   *
   * @param level a number, or an expression for one
   * @param most null where nothing says it
   */
  public record Concurrency(Node node, JsonNode level, @Nullable Integer most)
      implements Component {}

  /** What a manifest says, where nothing stands for Python code. */
  public static Manifest read(LoadedManifest loaded) {
    return read(loaded, className -> false);
  }

  /**
   * What a manifest says.
   *
   * @param replaced whether something else stands for this class of Python code; where it does, a
   *     component of that class is no problem
   */
  public static Manifest read(LoadedManifest loaded, Predicate<String> replaced) {
    Reading reading = Reading.of(node -> loaded.line(node).orElse(0), replaced);
    Fields fields = new Fields(reading, Place.all(loaded.file()), loaded.tree());
    Reader.only("DeclarativeSource", same -> same).read(fields);
    if (fields.any("streams") == null && fields.any("dynamic_streams") == null) {
      fields.problem("needs 'streams' or 'dynamic_streams'");
    }
    List<StreamDefinition> streams = new ArrayList<>();
    fields.listOrEmpty("streams", StreamReader::listed).forEach(streams::addAll);
    return new Manifest(
        fields.node(),
        fields.text("version"),
        fields.one("check", SourceReader.CHECK),
        streams,
        fields.listOrEmpty("dynamic_streams", DynamicStreamsReader::apart),
        fields.oneOrNull("spec", SpecReader.SPEC),
        fields.oneOrNull("concurrency_level", SourceReader.CONCURRENCY),
        fields.oneOrNull("api_budget", SourceReader.BUDGET),
        fields.scalarOrNull("max_concurrent_async_job_count"),
        reading.problems());
  }

  /** The stream of this name; empty where there is none. */
  public Optional<StreamDefinition> stream(String name) {
    return streams.stream().filter(stream -> stream.name().equals(name)).findFirst();
  }

  /** Everything that is wrong: with the source, with streams, with dynamic streams. */
  public List<Problem> allProblems() {
    List<Problem> all = new ArrayList<>(problems);
    for (StreamDefinition stream : streams) {
      if (stream instanceof StreamDefinition.Refused refused) {
        all.addAll(refused.problems());
      }
    }
    dynamicStreams.forEach(dynamic -> all.addAll(dynamic.problems()));
    return all;
  }
}
