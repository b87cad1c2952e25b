package dev.javacdk.examples.spotify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.testkit.api.Auth;
import dev.javacdk.testkit.api.Fault;
import dev.javacdk.testkit.api.FaultRule;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.listing.Envelope;
import dev.javacdk.testkit.listing.Listing;
import dev.javacdk.testkit.listing.Paging;
import dev.javacdk.testkit.listing.Rows;
import dev.javacdk.testkit.message.ApiResponse;
import dev.javacdk.testkit.process.ConnectorProcess;
import dev.javacdk.testkit.process.Delivered;
import dev.javacdk.testkit.source.CrashTests;
import dev.javacdk.testkit.source.FaultTests;
import dev.javacdk.testkit.source.SourceTests;
import dev.javacdk.testkit.source.SourceTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The connector as a process, against an API of Spotify's shape that fails now and then. */
class SpotifySourceTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int ALBUMS = 120;
  private static final int TRACKS = 3;
  private static final boolean FULL = Boolean.getBoolean("javacdk.full");

  @TempDir Path files;

  private static ObjectNode named(String kind, long index) {
    return JSON.createObjectNode().put("id", kind + index).put("name", kind + " " + index);
  }

  private static LocalApi.Builder spotify(AtomicInteger tokens, int albums) {
    Rows artists = Rows.of(2, 1, index -> named("", index + 1));
    Listing listing =
        Listing.by(Paging.offset("offset"))
            .limit("limit", 20, 50)
            .envelope(Envelope.fieldWithTotal("items", "total"));
    return LocalApi.builder()
        .auth(request ->
            request.path().equals("/api/token") || Auth.bearer("tok-1234").allows(request))
        .children(
            "/v1/artists/{id}/albums",
            artists,
            artist -> Rows.of(albums, i -> named("a" + artist + "-", i)),
            listing)
        .route(
            "GET",
            "/v1/albums/{id}/tracks",
            request ->
                listing.answer(
                    request, Rows.of(TRACKS, i -> named(request.variable("id") + "-", i))))
        .route(
            "POST",
            "/api/token",
            request -> {
              tokens.incrementAndGet();
              return ApiResponse.json(
                  JSON.createObjectNode().put("access_token", "tok-1234").put("expires_in", 3600));
            });
  }

  private static ObjectNode config(LocalApi api) {
    ObjectNode config =
        JSON.createObjectNode()
            .put("client_id", "app")
            .put("client_secret", "s3cr3t")
            .put("base_url", api.baseUrl() + "/v1")
            .put("token_url", api.baseUrl() + "/api/token");
    config.putArray("artist_ids").add("1").add("2");
    return config;
  }

  @Test
  void readsEveryAlbumAndTrackOnceWithOneToken() throws Exception {
    AtomicInteger tokens = new AtomicInteger();
    FaultRule faults =
        FaultRule.rate(0.05, Fault.status(500), Fault.reset(), Fault.truncatedBody())
            .when(request -> !request.path().equals("/api/token"));
    try (LocalApi api = spotify(tokens, ALBUMS).seed(7).fault(faults).start()) {
      Path configFile = Files.writeString(files.resolve("config.json"), config(api).toString());
      try (ConnectorProcess process =
          ConnectorProcess.mainClass(SpotifySource.class.getName())
              .args(
                  "read",
                  "--config",
                  configFile.toString(),
                  "--catalog",
                  Path.of("sample/catalog.json").toString())
              .start()) {
        int code = process.await(Duration.ofMinutes(2));
        assertThat(code).as(process::stderr).isZero();
        Delivered delivered = Delivered.keyedBy("id").attempt(process.messages());
        assertThat(delivered.keys("albums")).hasSize(2 * ALBUMS);
        assertThat(delivered.keys("tracks")).hasSize(2 * ALBUMS * TRACKS);
        assertThat(delivered.duplicates("albums")).isEmpty();
        assertThat(delivered.duplicates("tracks")).isEmpty();
        assertThat(tokens).hasValue(1);
      }
    }
  }

  /** By offsets: albums by artist, tracks by album, with a token that is obtained. */
  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class Suites {

    private static final int FEW = 35;

    private final LocalApi api = spotify(new AtomicInteger(), FEW).start();

    @AfterAll
    void close() {
      api.close();
    }

    private SourceTrial trial() {
      ObjectNode bad = config(api).put("token_url", api.baseUrl() + "/nowhere");
      return SourceTrial.of(new SpotifySource(), config(api).toString())
          .badConfig(bad.toString())
          .secret("tok-1234")
          .has("albums", 2 * FEW)
          .has("tracks", 2 * FEW * TRACKS)
          .mostCuts(FULL ? 500 : 6)
          .leastCuts(6);
    }

    @TestFactory
    Stream<DynamicNode> source() {
      return SourceTests.of(trial());
    }

    @TestFactory
    Stream<DynamicNode> crashes() {
      return CrashTests.of(trial());
    }

    @TestFactory
    Stream<DynamicNode> faults() {
      return FaultTests.of(trial(), api, FULL ? LongStream.range(0, 10).toArray() : new long[] {1});
    }
  }
}
