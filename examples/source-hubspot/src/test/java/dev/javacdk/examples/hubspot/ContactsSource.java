package dev.javacdk.examples.hubspot;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Default;
import dev.javacdk.api.spec.Secret;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.paging.Paging;
import java.util.List;

public final class ContactsSource implements Source<ContactsSource.Config> {
  record Config(@Secret String accessToken, @Default("https://api.hubapi.com") String baseUrl) {}

  record Row(String id, String updatedAt) {}

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    var api = HttpApi.at(config.baseUrl()).auth(Auth.bearer(config.accessToken()));
    var paging = Paging.token("/paging/next/after").query("after").size("limit", 100);
    var objects =
        api.stream("objects").records("/results").paging(paging).schema(Row.class).key("id");
    var contacts = objects.named("contacts").get("/crm/v3/objects/contacts");
    var notes =
        objects.named("notes").get("/crm/v3/objects/contacts/{}/notes", contacts.each("id"));
    return List.of(contacts, notes);
  }

  public static void main(String[] args) {
    Connector.run(new ContactsSource(), args);
  }
}
