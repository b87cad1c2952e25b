package dev.javacdk.local;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.HttpStream;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.Hole;
import java.util.List;

/** Accounts, the entries of each, and events by time, over HTTP. A process of its own in tests. */
public final class BooksConnector implements Source<BooksConnector.Config> {

  /** Where the API is. */
  public record Config(String url) {}

  /** An account. */
  public record Account(long id, String name, boolean open) {}

  /** An entry of an account. */
  public record Entry(long id, long account, double amount) {}

  /** An event. */
  public record Event(long id, String at, String what) {}

  public static void main(String[] args) {
    Connector.run(new BooksConnector(), args);
  }

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    HttpApi api = HttpApi.at(config.url());
    HttpStream accounts =
        api.stream("accounts")
            .get("/accounts")
            .records("/items")
            .paging(Paging.offset("offset", "limit", 100))
            .schema(Account.class)
            .key("id");
    HttpStream entries =
        api.stream("entries")
            .get("/accounts/{}/entries", accounts.each("id"))
            .records("/items")
            .paging(Paging.offset("offset", "limit", 2))
            .schema(Entry.class)
            .key("id");
    HttpStream events =
        api.stream("events")
            .get("/events")
            .query("since", Hole.since(Cursor.instant("at")))
            .records("/items")
            .paging(Paging.offset("offset", "limit", 100))
            .schema(Event.class)
            .key("id");
    return List.of(accounts, entries, events);
  }
}
