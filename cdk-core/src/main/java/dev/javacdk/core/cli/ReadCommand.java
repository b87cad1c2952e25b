package dev.javacdk.core.cli;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.javacdk.api.ConfiguredStream;
import dev.javacdk.api.Connector;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.api.error.SourceError;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.core.catalog.ConfiguredCatalog;
import dev.javacdk.core.catalog.Definitions;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.message.Fatal;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.message.StreamStatus;
import dev.javacdk.core.problem.Nearest;
import dev.javacdk.core.read.ReadEngine;
import dev.javacdk.core.state.IncomingStates;
import dev.javacdk.core.state.StateJson;
import dev.javacdk.core.state.StateManager;
import dev.javacdk.core.sync.Failures;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.core.sync.StreamFailure;
import dev.javacdk.core.sync.StreamPlan;
import dev.javacdk.core.sync.Sync;
import dev.javacdk.core.tally.Tallies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import tools.jackson.databind.node.ObjectNode;

/** The command {@code read}: from files to a sync, and from its failures to one answer. */
final class ReadCommand<C> {

  private static final Logger LOG = SafeLogs.of(ReadCommand.class);

  private final Connector<C> connector;
  private final Source<C> source;
  private final Messages messages;
  private final StopSignal stop;

  ReadCommand(Connector<C> connector, Messages messages, StopSignal stop) {
    this.connector = connector;
    this.source = connector.source();
    this.messages = messages;
    this.stop = stop;
  }

  /**
   * What was handed in, without a mistake of its own.
   *
   * @param configured the config
   * @param catalog the streams to read
   * @param states their states
   */
  record Input<C>(
      Configured<C> configured, List<ConfiguredCatalog.Entry> catalog, IncomingStates states) {}

  /**
   * Reads; returns whether every stream was read to its end.
   *
   * @param tallies what was done is counted here
   */
  boolean read(Input<C> input, Tallies tallies) {
    KitSettings settings = input.configured().settings().orConcurrency(connector.workers());
    ReadEngine engine = ReadEngine.of(settings);
    List<StreamFailure> failures = new ArrayList<>();
    List<StreamPlan> plans = plans(input, failures);
    Sync sync =
        new Sync(
            plans,
            messages,
            new StateManager(messages.sink(), stop.clock()),
            input.configured().live(),
            settings,
            connector.stopsOnFailure(),
            stop,
            tallies);
    failures.addAll(engine.read(sync));
    if (!failures.isEmpty()) {
      messages.error(summary(failures), Optional.empty());
    }
    return failures.isEmpty();
  }

  private List<StreamPlan> plans(Input<C> input, List<StreamFailure> failures) {
    List<Stream> all = input.configured().streams(source);
    Map<StreamId, Stream> known = new LinkedHashMap<>();
    all.forEach(stream -> known.putIfAbsent(StreamId.of(stream), stream));
    List<StreamPlan> plans = new ArrayList<>();
    for (ConfiguredCatalog.Entry entry : input.catalog()) {
      StreamId id = entry.id();
      Optional<Stream> stream =
          Optional.ofNullable(known.get(id))
              .or(() -> source.stream(input.configured().config(), entry.stream()));
      if (stream.isEmpty()) {
        failures.add(failure(id, unknown(id, known)));
        continue;
      }
      List<String> mistakes = Definitions.mistakes(stream.get(), all);
      if (!mistakes.isEmpty()) {
        failures.add(failure(id, unsound(id, mistakes)));
        continue;
      }
      warnOfLostFields(stream.get(), entry.stream());
      warnOfOtherCursor(stream.get(), entry);
      plan(stream.get(), entry, input.states(), failures).ifPresent(plans::add);
    }
    sayUnused(input);
    return plans;
  }

  private Optional<StreamPlan> plan(
      Stream stream,
      ConfiguredCatalog.Entry entry,
      IncomingStates states,
      List<StreamFailure> failures) {
    StreamId id = entry.id();
    try {
      ObjectNode state = entry.refresh().goesOnFrom(states.of(id), id, stream.cursor().isPresent());
      return Optional.of(new StreamPlan(stream, migrated(stream, state), entry.refresh()));
    } catch (Throwable e) {
      Fatal.throwFrom(e);
      failures.add(failure(id, Failures.of(e, "migrating the state of stream '" + id + "'")));
      return Optional.empty();
    }
  }

  private static void sayUnused(Input<?> input) {
    Set<StreamId> chosen =
        input.catalog().stream().map(ConfiguredCatalog.Entry::id).collect(toSet());
    List<StreamId> unused =
        input.states().streams().stream().filter(id -> !chosen.contains(id)).toList();
    unused.forEach(
        id -> LOG.info("the state of stream '{}' is not used: the catalog lacks it", id));
    if (!unused.isEmpty() && unused.size() == input.states().streams().size()) {
      LOG.warn("the state has no stream of the catalog: is it that of another source?");
    }
  }

  /** In the form of today; what says nothing has none. */
  private static ObjectNode migrated(Stream stream, ObjectNode state) {
    if (StateJson.saysNothing(state)) {
      return state;
    }
    ObjectNode migrated = stream.migrate(state);
    if (migrated == null) {
      throw new SystemError(
          "stream '" + stream.name() + "': migrate(...) gave null; no state is an empty object");
    }
    return migrated;
  }

  private static void warnOfLostFields(Stream stream, ConfiguredStream configured) {
    if (!stream.schema().saysProperties()) {
      return;
    }
    List<String> lost =
        configured.schema().fields().stream().filter(f -> !stream.schema().has(f)).toList();
    if (!lost.isEmpty()) {
      LOG.warn(
          "stream '{}': the catalog has fields that the stream no longer has: {}",
          configured.name(),
          String.join(", ", lost));
    }
  }

  /** What the catalog says of the cursor is the source's to say: another one is not taken. */
  private static void warnOfOtherCursor(Stream stream, ConfiguredCatalog.Entry entry) {
    Optional<String> own = stream.cursor().map(Cursor::field);
    List<String> asked = entry.cursorField();
    if (!asked.isEmpty() && !asked.equals(own.stream().toList())) {
      LOG.warn(
          "stream '{}': the catalog asks for the cursor field '{}', but {}: that is not changed",
          entry.id(),
          String.join(".", asked),
          own.map(field -> "the source reads it by '" + field + "'")
              .orElse("the source reads it without one"));
    }
  }

  private static SourceError unknown(StreamId id, Map<StreamId, Stream> known) {
    List<String> names = known.keySet().stream().map(StreamId::toString).toList();
    return new ConfigError(
        "the catalog asks for stream '%s', which this source does not have; it has %s%s"
            .formatted(id, String.join(", ", names), Nearest.question(id.toString(), names)));
  }

  private static SourceError unsound(StreamId id, List<String> mistakes) {
    return new SystemError(
        "stream '%s' is left out, because its definition is not sound: %s"
            .formatted(id, String.join("; ", mistakes)));
  }

  private StreamFailure failure(StreamId id, SourceError error) {
    messages.error(error, Optional.of(id));
    messages.status(id, StreamStatus.INCOMPLETE);
    return new StreamFailure(id, error);
  }

  /**
   * One error for all; of the first one's kind, so that the platform knows whether to try again.
   */
  private static SourceError summary(List<StreamFailure> failures) {
    String message =
        "%d of the streams failed: %s"
            .formatted(
                failures.size(),
                failures.stream().map(f -> f.stream().toString()).collect(joining(", ")));
    return failures.get(0).error().withMessage(message);
  }
}
