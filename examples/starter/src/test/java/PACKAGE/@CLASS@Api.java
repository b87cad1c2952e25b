package @PACKAGE@;

import dev.javacdk.testkit.api.Auth;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Envelope;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Paging;
import dev.javacdk.testkit.listing.Rows;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the connector reads, on this machine: customers, and the orders of each. */
public final class @CLASS@Api {

  static final String KEY = "key-of-the-test";
  static final int ORDERS = 3;

  /** As tests change them, and put them back. */
  static final Rows CUSTOMERS = Rows.of(1_000, 1, index -> customer(index + 1));

  private static final JsonMapper JSON = JsonMapper.shared();

  private @CLASS@Api() {}

  /** Starts it on port 8080, until it is killed: {@code mvn exec:java}. */
  public static void main(String[] args) throws InterruptedException {
    try (LocalApi api = start(8080)) {
      System.out.println("The API listens at " + api.baseUrl() + ", its key is " + KEY);
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  /** Starts it; on any free port where that is 0. */
  static LocalApi start(int port) {
    Listing pages =
        Listing.by(Paging.token("after").nextAt("/next"))
            .limit("limit", 20, 100)
            .envelope(Envelope.field("items"));
    return LocalApi.builder()
        .port(port)
        .auth(Auth.bearer(KEY))
        .collection("/customers", CUSTOMERS, pages)
        .children(
            "/customers/{id}/orders",
            CUSTOMERS,
            customer -> Rows.of(ORDERS, order -> order(customer + 1, order)),
            pages)
        .start();
  }

  private static ObjectNode customer(long id) {
    return JSON.createObjectNode()
        .put("id", id)
        .put("name", "Customer " + id)
        .put("email", id + "@example.com");
  }

  private static ObjectNode order(long customer, long order) {
    return JSON.createObjectNode()
        .put("id", customer * ORDERS + order)
        .put("customer", customer)
        .put("amount", order + 0.25);
  }
}
