package dev.javacdk.core.cli;

import dev.javacdk.api.Connector;
import dev.javacdk.api.ReadStopped;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.error.SourceError;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.core.catalog.CatalogJson;
import dev.javacdk.core.catalog.Definitions;
import dev.javacdk.core.config.ConfigReader;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.config.RefusedValue;
import dev.javacdk.core.ledger.StateWords;
import dev.javacdk.core.message.Fatal;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.Redactor;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.read.Failures;
import dev.javacdk.core.read.FirstRecord;
import dev.javacdk.core.read.KitContext;
import dev.javacdk.core.read.LiveConfig;
import dev.javacdk.core.read.StopSignal;
import dev.javacdk.core.state.IncomingStates;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The four commands of a source. Confined to the main thread. */
final class Commands<C> {

  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
  private static final String PROTOCOL_VERSION = "0.2.0";

  private final Connector<C> connector;
  private final Source<C> source;
  private final Messages messages;
  private final StopSignal stop;

  Commands(Connector<C> connector, Messages messages, StopSignal stop) {
    this.connector = connector;
    this.source = connector.source();
    this.messages = messages;
    this.stop = stop;
  }

  /** Runs the command; returns whether it did all that it was asked for. */
  boolean run(Arguments arguments) throws Exception {
    return switch (arguments.command()) {
      case SPEC -> spec();
      case CHECK -> check(arguments);
      case DISCOVER -> discover(arguments);
      case READ -> read(arguments);
      case EXPLAIN -> explain(arguments);
    };
  }

  private boolean spec() {
    ConnectorSpec<C> spec = source.spec();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    spec.documentationUrl().ifPresent(url -> body.put("documentationUrl", url));
    body.set("connectionSpecification", spec.schema());
    spec.advancedAuth().ifPresent(auth -> body.set("advanced_auth", auth));
    body.put("protocol_version", PROTOCOL_VERSION);
    messages.document("SPEC", "spec", body);
    return true;
  }

  /** Whatever goes wrong is the answer, not a failure of the command. */
  private boolean check(Arguments arguments) {
    try {
      Configured<C> in = configured(arguments);
      caution(Definitions.checked(in.streams(source)));
      source.check(in.config(), new FirstRecord(messages, in.live(), in.settings(), stop));
      messages.connectionStatus(null);
    } catch (ReadStopped e) {
      throw e;
    } catch (Throwable e) {
      Fatal.throwFrom(e);
      SourceError error = Failures.of(e, "the check");
      messages.error(error, Optional.empty());
      messages.connectionStatus(error.getMessage());
    }
    return true;
  }

  private boolean discover(Arguments arguments) throws Exception {
    Configured<C> in = configured(arguments);
    KitContext context =
        new KitContext(
            Optional.empty(), messages, in.live(), in.settings(), stop, InstantSource.system());
    List<Stream> streams;
    try {
      streams = Definitions.checked(source.discover(in.config(), context));
    } catch (IllegalArgumentException e) {
      throw RefusedValue.of(e, in.raw());
    }
    streams.forEach(stream -> LOG.info("{}", stream.describe()));
    caution(streams);
    messages.document("CATALOG", "catalog", CatalogJson.of(streams));
    return true;
  }

  /** What a sound stream can miss all the same. */
  private static void caution(List<Stream> streams) {
    streams.forEach(stream ->
        stream.cautions().forEach(line -> LOG.warn("stream '{}': {}", stream.name(), line)));
  }

  private boolean read(Arguments arguments) {
    Configured<C> in = configured(arguments);
    return new ReadCommand<>(connector, messages, stop)
        .read(in.config(), in.streams(source), in.live(), in.settings(), arguments);
  }

  /** For people, and no command of the protocol: plain lines. */
  private boolean explain(Arguments arguments) {
    Path file = arguments.state().orElseThrow();
    IncomingStates states = IncomingStates.read(InputFiles.states(file), "state file " + file);
    states.streams().stream()
        .sorted(Comparator.comparing(StreamId::toString))
        .flatMap(stream -> StateWords.of(stream.toString(), states.of(stream)).stream())
        .forEach(messages.sink()::writeLine);
    return true;
  }

  /**
   * What the file of the config holds: the author's record, the JSON that it was made of, the live
   * config, the kit's settings.
   */
  private record Configured<C>(C config, ObjectNode raw, LiveConfig live, KitSettings settings) {

    /** The author's streams. */
    List<Stream> streams(Source<C> source) {
      try {
        return source.streams(config);
      } catch (IllegalArgumentException e) {
        throw RefusedValue.of(e, raw);
      }
    }
  }

  private Configured<C> configured(Arguments arguments) {
    ObjectNode raw = InputFiles.object(arguments.config().orElseThrow(), InputFiles.CONFIG);
    ConnectorSpec<C> spec = source.spec();
    Redactor redactor = messages.redactor();
    ObjectNode schema = spec.schema();
    LiveConfig live =
        new LiveConfig(raw, messages, now -> ConfigReader.learnSecrets(schema, now, redactor));
    KitSettings settings = KitSettings.takeFrom(raw);
    C config = ConfigReader.read(spec, raw, redactor);
    return new Configured<>(config, raw, live, settings);
  }
}
