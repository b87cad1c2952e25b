package dev.javacdk.core.cli;

import dev.javacdk.core.ledger.StateWords;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.problem.Problems;
import dev.javacdk.core.state.IncomingStates;
import java.util.Comparator;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code explain}: says in words where each stream of a state stands. Called on the main thread.
 */
public final class ExplainCommand implements ExtraCommand {

  @Override
  public String name() {
    return "explain";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description("Say in words where each stream of a state stands.")
        .footer("", "Example: explain --state out.jsonl");
    spec.addOption(
        Options.file("--state", "JSON file of the state, or what an attempt has written.", true));
    return spec;
  }

  @Override
  public int run(Call call) {
    IncomingStates states = Problems.orThrow(InputFiles.states(call.file("--state")));
    String text =
        states.streams().stream()
            .sorted(Comparator.comparing(StreamId::toString))
            .flatMap(stream -> StateWords.of(stream.toString(), states.of(stream)).stream())
            .map(line -> line + System.lineSeparator())
            .collect(Collectors.joining());
    call.answer("the words", text);
    return 0;
  }
}
