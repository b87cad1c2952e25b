package dev.javacdk.benchmarks.sync;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.HttpStream;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.Hole;
import java.time.Instant;
import java.util.List;

/** Contacts in full, the orders of each shop, and events by time, in pages of 1,000. */
public final class ShopConnector implements Source<ShopConnector.Config> {

  private static final int PAGE = 1_000;

  /** Where the API is. */
  public record Config(String url) {}

  record Contact(
      long id,
      String name,
      String email,
      boolean active,
      Instant createdAt,
      List<String> tags,
      Address address) {}

  record Address(String city, String zip) {}

  record Shop(long id) {}

  record Order(
      long id,
      long shop,
      double amount,
      String currency,
      boolean paid,
      Instant placedAt,
      String note) {}

  record Event(long id, String kind, long contact, Instant updatedAt, String text) {}

  public static void main(String[] args) {
    Connector.run(new ShopConnector(), args);
  }

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    HttpApi api = HttpApi.at(config.url());
    Paging paging = Paging.offset("offset", "limit", PAGE);
    HttpStream objects = api.stream("objects").records("/items").paging(paging).key("id");
    HttpStream shops = objects.named("shops").get("/shops").schema(Shop.class);
    return List.of(
        objects.named("contacts").get("/contacts").schema(Contact.class),
        shops,
        objects.named("orders").get("/shops/{}/orders", shops.each("id")).schema(Order.class),
        objects
            .named("events")
            .get("/events")
            .query("since", Hole.since(Cursor.instant("updatedAt")))
            .schema(Event.class));
  }
}
