package dev.javacdk.core.cli;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.error.SourceError;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.read.ReadStopped;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.core.catalog.CatalogJson;
import dev.javacdk.core.catalog.ConfiguredCatalog;
import dev.javacdk.core.catalog.Definitions;
import dev.javacdk.core.config.RefusedValue;
import dev.javacdk.core.message.Fatal;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.problem.Problem;
import dev.javacdk.core.problem.Problems;
import dev.javacdk.core.read.FirstRecord;
import dev.javacdk.core.state.IncomingStates;
import dev.javacdk.core.sync.Failures;
import dev.javacdk.core.sync.KitContext;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.core.tally.Tallies;
import dev.javacdk.core.tally.TallyWatch;
import dev.javacdk.core.terminal.Screen;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The four commands of a source. Confined to the main thread. */
final class Commands<C> {

  private static final Logger LOG = SafeLogs.of(Commands.class);
  private static final String PROTOCOL_VERSION = "0.2.0";

  private final Connector<C> connector;
  private final Source<C> source;
  private final Messages messages;
  private final Screen screen;
  private final StopSignal stop;

  Commands(Connector<C> connector, Messages messages, Screen screen, StopSignal stop) {
    this.connector = connector;
    this.source = connector.source();
    this.messages = messages;
    this.screen = screen;
    this.stop = stop;
  }

  /** Runs the command; returns whether it did all that it was asked for. */
  boolean run(Arguments arguments) throws Exception {
    return switch (arguments.command()) {
      case SPEC -> spec();
      case CHECK -> check(arguments);
      case DISCOVER -> discover(arguments);
      case READ -> read(arguments);
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
      Configured<C> in = Problems.orThrow(configured(arguments));
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
    Configured<C> in = Problems.orThrow(configured(arguments));
    KitContext context = new KitContext(Optional.empty(), messages, in.live(), in.settings(), stop);
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
    Path file = arguments.catalog().orElseThrow();
    // All that was handed in is judged before anything is done with some of it.
    Validation<Seq<Problem>, ReadCommand.Input<C>> input =
        Problems.flat(
            Validation.combine(
                    configured(arguments),
                    InputFiles.object(file, "catalog")
                        .flatMap(json -> ConfiguredCatalog.read(json, "catalog file " + file)),
                    arguments
                        .state()
                        .map(InputFiles::states)
                        .orElseGet(() -> Validation.valid(IncomingStates.none())))
                .ap(ReadCommand.Input::new));
    ReadCommand<C> read = new ReadCommand<>(connector, messages, stop);
    Tallies tallies = new Tallies();
    if (!arguments.progress()) {
      return read.read(Problems.orThrow(input), tallies);
    }
    TallyWatch watch = TallyWatch.start(tallies, screen, stop.clock());
    try {
      return read.read(Problems.orThrow(input), tallies);
    } finally {
      watch.close();
    }
  }

  private Validation<Seq<Problem>, Configured<C>> configured(Arguments arguments) {
    return new ConfigFile<>(source, messages)
        .read(arguments.config().orElseThrow())
        .map(in -> in.with(arguments));
  }
}
