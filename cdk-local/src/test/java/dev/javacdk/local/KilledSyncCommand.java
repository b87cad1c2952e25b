package dev.javacdk.local;

import dev.javacdk.core.cli.ExtraCommand;
import dev.javacdk.core.cli.Options;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/** {@code sync-killed}: as {@code sync}, but it kills itself once the swap of a table is there. */
public final class KilledSyncCommand implements ExtraCommand {

  private static final String AT = "--at";

  /** Where. */
  enum Moment {
    BEFORE_THE_OLD_TABLE_IS_DROPPED,
    BEFORE_THE_NEW_ONE_IS_NAMED,
    BEFORE_THE_COMMIT,
    BEHIND_THE_COMMIT
  }

  @Override
  public String name() {
    return "sync-killed";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = new SyncCommand().spec();
    spec.addOption(Options.names("The moment.", AT));
    return spec;
  }

  @Override
  public int run(Call call) {
    Moment moment = Moment.valueOf(call.names(AT).get(0));
    return new SyncCommand(file -> Database.open(file, new Killer(moment))).run(call);
  }

  /** Kills this process before the statement. */
  private static final class Killer implements Consumer<String> {

    private final Moment moment;
    private boolean named;
    private boolean committed;

    Killer(Moment moment) {
      this.moment = moment;
    }

    @Override
    public void accept(String sql) {
      boolean due =
          switch (moment) {
            case BEFORE_THE_OLD_TABLE_IS_DROPPED ->
                sql.equals("DROP TABLE IF EXISTS \"main\".\"accounts\"");
            case BEFORE_THE_NEW_ONE_IS_NAMED -> sql.contains(" RENAME TO \"accounts\"");
            case BEFORE_THE_COMMIT -> named && sql.equals("COMMIT");
            case BEHIND_THE_COMMIT -> committed;
          };
      if (due) {
        kill();
      }
      named |= sql.contains(" RENAME TO \"accounts\"");
      committed |= named && sql.equals("COMMIT");
    }

    private static void kill() {
      String me = Long.toString(ProcessHandle.current().pid());
      try {
        new ProcessBuilder(List.of("kill", "-KILL", me)).start().waitFor();
        Thread.sleep(60_000);
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
