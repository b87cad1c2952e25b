package dev.javacdk.benchmarks.peer;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.Windows;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Default;
import dev.javacdk.api.spec.Doc;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.HttpStream;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.Hole;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the API of {@code benchmarks/peers/server.py}: one stream of each kind whose state other
 * kits write, in each form in which they write a point in time.
 */
public final class PeerConnector implements Source<PeerConnector.Config> {

  /** Where the API is, and how it writes time. */
  public record Config(
      @Doc("Where the API is.") String url,
      @Doc("How it writes time: iso, offset, date, seconds or millis.") @Default("iso")
          String form) {}

  /** Runs the connector. */
  public static void main(String[] args) {
    Connector.run(new PeerConnector(), args);
  }

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    HttpApi api = HttpApi.at(config.url() + "/" + config.form());
    Cursor updated = cursor(config.form());
    Paging behind = Paging.lastRecord("id").query("after").size("size", 10);
    HttpStream accounts = stream(api, "accounts", config.form()).get("/accounts").paging(behind);
    HttpStream pages =
        stream(api, "pages", config.form())
            .get("/items")
            .paging(Paging.pageNumber("page").size("size", 10));
    HttpStream items =
        stream(api, "items", config.form())
            .get("/items")
            .query("since", Hole.since(updated))
            .paging(behind);
    HttpStream notes = notes(api, "notes", config.form(), accounts, updated);
    HttpStream letters =
        stream(api, "letters", config.form())
            .get("/accounts/{}/notes", accounts.each("id").as("account_id"))
            .paging(behind);
    HttpStream changing = accounts.query("since", Hole.since(updated));
    return List.of(
        accounts,
        pages,
        items,
        windowed(api, config.form(), behind),
        notes,
        letters,
        notes.named("notes_global"),
        notes(api, "notes_followed", config.form(), changing, updated).onlyChangedParents());
  }

  private static HttpStream notes(
      HttpApi api, String name, String form, HttpStream accounts, Cursor updated) {
    return stream(api, name, form)
        .get("/accounts/{}/notes", accounts.each("id").as("account_id"))
        .query("since", Hole.since(updated))
        .paging(Paging.lastRecord("id").query("after").size("size", 10));
  }

  private static HttpStream windowed(HttpApi api, String form, Paging paging) {
    Cursor cursor = cursor(form).from(start(form)).windows(Windows.ofDays(30));
    return stream(api, "days", form)
        .get("/items")
        .query("since", Hole.since(cursor))
        .query("until", Hole.until(cursor))
        .paging(paging);
  }

  private static HttpStream stream(HttpApi api, String name, String form) {
    String time = form.equals("seconds") || form.equals("millis") ? "integer" : "string";
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema.putObject("properties").putObject("id").put("type", "integer");
    schema.withObject("properties").putObject("updated_at").put("type", time);
    return api.stream(name).records("/items").key("id").schema(Schema.of(schema));
  }

  private static String start(String form) {
    return switch (form) {
      case "date" -> "2026-01-01";
      case "seconds" -> "1767225600";
      case "millis" -> "1767225600000";
      case "offset" -> "2026-01-01T00:00:00+00:00";
      default -> "2026-01-01T00:00:00Z";
    };
  }

  private static Cursor cursor(String form) {
    Cursor cursor = Cursor.instant("updated_at");
    return switch (form) {
      case "date" -> cursor.format("yyyy-MM-dd").granularity(Duration.ofDays(1));
      case "seconds" -> cursor.epochSeconds();
      case "millis" -> cursor.epochMillis();
      default -> cursor;
    };
  }
}
