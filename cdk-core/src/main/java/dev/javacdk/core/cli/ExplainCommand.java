package dev.javacdk.core.cli;

import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.feed.ParentFeeds;
import dev.javacdk.core.ledger.StateWords;
import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.Redactor;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.problem.Problems;
import dev.javacdk.core.state.IncomingStates;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code explain}: says in words how each stream of a config is read, and where each stream of a
 * state stands. Asks no API. Called on the main thread.
 */
public final class ExplainCommand implements ExtraCommand {

  private static final String CONFIG = "--config";
  private static final String STATE = "--state";

  @Override
  public String name() {
    return "explain";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Say in words how each stream is read, and where each stream of a state stands.")
        .footer("", "Example: explain --config config.json --state out.jsonl");
    spec.addOption(
        Options.file(CONFIG, "JSON file of the config: how each stream is read.", false));
    spec.addOption(
        Options.file(
            STATE,
            "JSON file of the state, or what an attempt has written: where each stands.",
            false));
    return spec;
  }

  @Override
  public int run(Call call) {
    List<String> lines = new ArrayList<>();
    Source<?> source = call.connector().source();
    call.fileIfAny(CONFIG).ifPresent(config -> lines.addAll(streams(source, config, call)));
    call.fileIfAny(STATE).ifPresent(state -> lines.addAll(standings(state)));
    if (call.fileIfAny(CONFIG).isEmpty() && call.fileIfAny(STATE).isEmpty()) {
      throw new ConfigError(
          "explain needs a file to explain: --config FILE, --state FILE, or both");
    }
    call.answer("the words", String.join("", lines.stream().map(ExplainCommand::line).toList()));
    return 0;
  }

  private static String line(String words) {
    return words + System.lineSeparator();
  }

  private static <C> List<String> streams(Source<C> source, Path config, Call call) {
    MessageSink nowhere = new MessageSink(OutputStream.nullOutputStream());
    Messages messages = new Messages(nowhere, new Redactor(), call.stop().clock());
    Configured<C> in = Problems.orThrow(new ConfigFile<>(source, messages).read(config));
    List<Stream> streams = in.streams(source);
    List<String> lines = new ArrayList<>();
    for (Stream stream : streams) {
      lines.add(messages.redactor().redact(stream.describe()));
      for (Stream parent : ParentFeeds.sharedBy(stream, streams)) {
        lines.add(
            "  takes the pages of '"
                + parent.name()
                + "' from that stream, where both are read and ask for the same");
      }
    }
    return lines;
  }

  private static List<String> standings(Path file) {
    IncomingStates states = Problems.orThrow(InputFiles.states(file));
    return states.streams().stream()
        .sorted(Comparator.comparing(StreamId::toString))
        .flatMap(stream -> StateWords.of(stream.toString(), states.of(stream)).stream())
        .toList();
  }
}
