package dev.javacdk.examples.hubspot;

import static dev.javacdk.http.request.Hole.since;

import dev.javacdk.api.CheckContext;
import dev.javacdk.api.Connector;
import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.spec.ConnectorSpec;
import dev.javacdk.api.spec.Default;
import dev.javacdk.api.spec.Doc;
import dev.javacdk.api.spec.Secret;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.auth.Auth;
import dev.javacdk.http.paging.Paging;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Contacts, companies, deals and notes of a HubSpot account. */
public final class HubSpotSource implements Source<HubSpotSource.Config> {

  record Config(
      @Doc("A private app's access token.") @Secret String accessToken,
      @Doc("Deals changed before this are left out.") @Default("2006-06-01T00:00:00Z")
          Instant startDate,
      @Doc("The address of the API.") @Default("https://api.hubapi.com") String baseUrl) {}

  record CrmObject(
      String id,
      Map<String, Object> properties,
      Instant createdAt,
      Instant updatedAt,
      boolean archived) {}

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class)
        .documentationUrl("https://developers.hubspot.com/docs/api/crm");
  }

  @Override
  public List<Stream> streams(Config config) {
    var api = api(config);
    var updated = Cursor.instant("updatedAt").from(config.startDate());
    var objects =
        api.stream("objects")
            .records("/results")
            .paging(Paging.token("/paging/next/after").query("after").size("limit", 100))
            .schema(CrmObject.class)
            .key("id");

    var contacts = objects.named("contacts").get("/crm/v3/objects/contacts");
    var companies = objects.named("companies").get("/crm/v3/objects/companies");
    var deals =
        objects.named("deals").get("/crm/v3/objects/deals").query("updatedAfter", since(updated));
    var notes =
        objects
            .named("notes")
            .get("/crm/v3/objects/contacts/{}/notes", contacts.each("id").as("contact_id"));
    return List.of(contacts, companies, deals, notes);
  }

  /** What only a good token may see, and in one answer. */
  @Override
  public void check(Config config, CheckContext context) throws Exception {
    api(config).check(context, "/crm/v3/objects/contacts?limit=1");
  }

  private static HttpApi api(Config config) {
    return HttpApi.at(config.baseUrl()).auth(Auth.bearer(config.accessToken()));
  }

  public static void main(String[] args) {
    Connector.run(new HubSpotSource(), args);
  }
}
