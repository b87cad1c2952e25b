package dev.javacdk.examples.spotify;

import static dev.javacdk.http.request.Hole.partition;

import com.fasterxml.jackson.annotation.JsonProperty;
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

/** Albums of some artists, and the tracks of each album: offsets, OAuth 2.0, parts within parts. */
public final class SpotifySource implements Source<SpotifySource.Config> {

  record Config(
      @Doc("The app's client id.") String clientId,
      @Doc("The app's client secret.") @Secret String clientSecret,
      @Doc("The artists whose albums are read.") List<String> artistIds,
      @Default("https://api.spotify.com/v1") String baseUrl,
      @Default("https://accounts.spotify.com/api/token") String tokenUrl) {}

  record Album(
      String id,
      String name,
      @JsonProperty("album_type") String type,
      @JsonProperty("release_date") String releaseDate,
      @JsonProperty("artist_id") String artistId) {}

  record Track(
      String id,
      String name,
      @JsonProperty("track_number") int number,
      @JsonProperty("duration_ms") long milliseconds,
      @JsonProperty("album_id") String albumId) {}

  @Override
  public ConnectorSpec<Config> spec() {
    return ConnectorSpec.of(Config.class);
  }

  @Override
  public List<Stream> streams(Config config) {
    var auth = Auth.clientCredentials(config.tokenUrl(), config.clientId(), config.clientSecret());
    var api = HttpApi.at(config.baseUrl()).auth(auth.clientInHeader());
    var page = Paging.offset("offset", "limit", 50).total("/total");

    var albums =
        api.stream("albums")
            .partitions("artist_id", config.artistIds())
            .get("/artists/{}/albums", partition("artist_id"))
            .records("/items")
            .paging(page)
            .add("artist_id", partition("artist_id"))
            .schema(Album.class)
            .key("id");
    var tracks =
        api.stream("tracks")
            .get("/albums/{}/tracks", albums.each("id").as("album_id"))
            .records("/items")
            .paging(page)
            .add("album_id", albums.each("id"))
            .schema(Track.class)
            .key("id");
    return List.of(albums, tracks);
  }

  public static void main(String[] args) {
    Connector.run(new SpotifySource(), args);
  }
}
