package @PACKAGE@;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Default;
import dev.javacdk.api.spec.Doc;
import dev.javacdk.api.spec.Secret;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.paging.Paging;
import java.util.List;

/** Reads the customers of an API. The rest of it is yours to write. */
public final class @CLASS@Source implements Source<@CLASS@Source.Config> {

  /** What the user says. In the JSON file the names are {@code api_key} and {@code base_url}. */
  record Config(
      @Doc("The key that the API has given you.") @Secret String apiKey,
      @Doc("Where the API is.") @Default("https://api.example.com") String baseUrl) {}

  /** What a record has, by the names that the API uses: it becomes the stream's schema. */
  record Customer(long id, String name, String email) {}

  public static void main(String[] args) {
    Connector.run(new @CLASS@Source(), args);
  }

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    HttpApi api = HttpApi.at(config.baseUrl()).auth(Auth.bearer(config.apiKey()));
    var customers =
        api.stream("customers")
            .get("/customers")
            .records("/items")
            .paging(Paging.token("/next").query("after").size("limit", 100))
            .schema(Customer.class)
            .key("id");
    return List.of(customers);
  }
}
