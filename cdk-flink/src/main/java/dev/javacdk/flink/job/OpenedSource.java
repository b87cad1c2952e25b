package dev.javacdk.flink.job;

import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.core.catalog.Definitions;
import dev.javacdk.core.config.ConfigReader;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.Redactor;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.problem.Nearest;
import dev.javacdk.core.problem.Problems;
import dev.javacdk.core.state.IncomingStates;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.state.StateManager;
import dev.javacdk.core.sync.LiveConfig;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import dev.javacdk.core.sync.Turns;
import dev.javacdk.core.tally.Tallies;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The author's source on one side of a job, with its config read and its streams found. Safe for
 * use by many threads.
 */
public final class OpenedSource {

  private static final Logger LOG = SafeLogs.of(OpenedSource.class);

  private final Redactor redactor;
  private final Map<String, Stream> streams;
  private final Sync sync;

  private OpenedSource(Redactor redactor, Map<String, Stream> streams, Sync sync) {
    this.redactor = redactor;
    this.streams = streams;
    this.sync = sync;
  }

  /**
   * Opens the source that a job reads.
   *
   * @throws ConfigError where its config does not fit, or it lacks a stream that is asked for
   */
  public static OpenedSource open(SourceSpec spec) {
    return open(spec, Turns.NOT_SHARED);
  }

  /**
   * Opens the source that a job reads, as one of several.
   *
   * @param turns keeps the budgets that they share
   * @throws ConfigError where its config does not fit, or it lacks a stream that is asked for
   */
  public static OpenedSource open(SourceSpec spec, Turns turns) {
    Redactor redactor = new Redactor();
    SafeLogs.redactBy(redactor);
    try {
      return open(spec, spec.source().create(), redactor, turns);
    } catch (RuntimeException e) {
      throw ConnectorFailure.of(e, redactor);
    }
  }

  private static <C> OpenedSource open(
      SourceSpec spec, Source<C> source, Redactor redactor, Turns turns) {
    ObjectNode config = config(spec.config());
    KitSettings settings = KitSettings.takeFrom(config);
    if (settings.limit().isPresent()) {
      throw new ConfigError("the config has '_limit', which no job knows: leave it out");
    }
    ConnectorSpec<C> wanted = source.spec();
    boolean migrated = ConfigReader.migrate(wanted, config, redactor);
    LOG.debug("the config is of an older release: {}", migrated);
    List<Stream> all = source.streams(ConfigReader.read(wanted, config, redactor));
    StopSignal stop = new StopSignal();
    MessageSink nowhere = new MessageSink(OutputStream.nullOutputStream());
    Messages messages = new Messages(nowhere, redactor, stop.clock());
    Map<String, Stream> chosen = new LinkedHashMap<>();
    spec.streams().forEach(name -> chosen.put(name, stream(name, all)));
    LiveConfig live =
        new LiveConfig(
            config,
            messages,
            now -> LOG.warn("the connector has changed its config: the job does not keep that"));
    Sync sync =
        new Sync(
            plans(chosen, states(spec.state())),
            messages,
            new StateManager(nowhere, stop.clock()),
            live,
            settings,
            false,
            stop,
            new Tallies(),
            turns);
    return new OpenedSource(redactor, chosen, sync);
  }

  /** What the parser quotes may be a secret that nobody knows yet. */
  private static ObjectNode config(String json) {
    try {
      if (ExactJson.FILES.readTree(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      LOG.debug("the config is not JSON at {}", e.getLocation());
    }
    throw new ConfigError("the config must be one JSON object");
  }

  private static Stream stream(String name, List<Stream> all) {
    List<String> names = all.stream().map(stream -> StreamId.of(stream).toString()).toList();
    Stream found =
        all.stream()
            .filter(stream -> StreamId.of(stream).toString().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new ConfigError(
                    "the job reads stream '%s', which this source does not have; it has %s%s"
                        .formatted(name, String.join(", ", names), Nearest.question(name, names))));
    List<String> mistakes = Definitions.mistakes(found, all);
    if (!mistakes.isEmpty()) {
      throw new SystemError(
          "stream '" + name + "': its definition is not sound: " + String.join("; ", mistakes));
    }
    return found;
  }

  private static IncomingStates states(String text) {
    List<JsonNode> values = new ArrayList<>();
    try (JsonParser parser = ExactJson.STATE_FILES.createParser(text)) {
      while (parser.nextToken() != null) {
        values.add(ExactJson.readTree(parser));
      }
    } catch (JacksonException e) {
      throw new ConfigError("the state is not JSON: " + e.getOriginalMessage(), e);
    }
    return Problems.orThrow(IncomingStates.read(values, "the state of the job"));
  }

  private static List<StreamPlan> plans(Map<String, Stream> streams, IncomingStates states) {
    List<StreamPlan> plans = new ArrayList<>();
    for (Stream stream : streams.values()) {
      ObjectNode state = states.of(StreamId.of(stream));
      plans.add(
          new StreamPlan(stream, StateJson.saysNothing(state) ? state : stream.migrate(state)));
    }
    return plans;
  }

  /** What is read, with the states that came in. */
  public Sync sync() {
    return sync;
  }

  /** The stream of this name. */
  public Stream stream(String name) {
    Stream stream = streams.get(name);
    if (stream == null) {
      throw new IllegalStateException("the job does not read stream '" + name + "'");
    }
    return stream;
  }

  /** The text without secrets. */
  public String redact(String text) {
    return redactor.redact(text);
  }

  /** A failure in words that everybody may read. */
  public ConnectorFailure told(Throwable failure) {
    return ConnectorFailure.of(failure, redactor);
  }
}
