package dev.javacdk.local;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.cli.ExtraCommand;
import dev.javacdk.core.cli.Options;
import dev.javacdk.core.terminal.TextTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code query}: what a query finds in a file that {@code sync} has filled, as a table. Changes
 * nothing. Called on the main thread.
 */
public final class QueryCommand implements ExtraCommand {

  private static final String FROM = "--from";
  private static final String ROWS = "--rows";
  private static final long MANY = 100;

  @Override
  public String name() {
    return "query";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description("Show what a query finds in a DuckDB file. Without one: the tables in it.")
        .footer("", "Example: query --from data.duckdb \"SELECT count(*) FROM contacts\"");
    spec.addOption(Options.file(FROM, "The DuckDB file.", true));
    spec.addOption(Options.number(ROWS, "How many rows to show; 100 if not said."));
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("SQL")
            .arity("0..1")
            .type(String.class)
            .description("The query.")
            .build());
    return spec;
  }

  @Override
  public int run(Call call) {
    long rows = call.options().matchedOptionValue(ROWS, MANY);
    if (rows < 1) {
      throw new ConfigError(ROWS + " must be at least 1, not " + rows);
    }
    Path file = call.file(FROM);
    if (!Files.exists(file)) {
      throw new ConfigError("database " + file + " does not exist");
    }
    String sql =
        call.options()
            .matchedPositionalValue(
                0,
                "SELECT schema_name AS schema, table_name AS \"table\", estimated_size AS rows FROM duckdb_tables() WHERE schema_name <> '_javacdk' ORDER BY ALL");
    try (Database database = Database.read(file)) {
      Database.Found found = database.find(sql, rows);
      TextTable table = new TextTable(found.columns());
      found.rows().forEach(table::row);
      StringBuilder text = new StringBuilder();
      List<String> lines =
          found.columns().isEmpty() ? List.of() : table.lines(call.terminal().widthOfStdout());
      lines.forEach(line -> text.append(line).append(System.lineSeparator()));
      call.answer("the rows", text.toString());
      if (found.hasMore()) {
        call.screen().say("There are more rows: " + ROWS + " says how many to show.");
      }
      return 0;
    } catch (SQLException e) {
      call.screen().say("ERROR the database refused: " + e.getMessage());
    }
    return 1;
  }
}
