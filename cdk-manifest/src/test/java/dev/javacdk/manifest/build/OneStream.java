package dev.javacdk.manifest.build;

import dev.javacdk.manifest.load.ManifestFile;
import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import dev.javacdk.testkit.process.StreamId;
import dev.javacdk.testkit.source.Attempt;
import dev.javacdk.testkit.source.Catalog;
import dev.javacdk.testkit.source.SourceRunner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A manifest of one stream, {@code rows}, and an API that answers all it asks; what was asked is
 * kept, as {@code GET /rows?a=1}.
 */
final class OneStream implements AutoCloseable {

  final List<ApiRequest> requests = new CopyOnWriteArrayList<>();
  private final LocalApi api;

  OneStream(Function<ApiRequest, ApiResponse> answers) {
    this.api =
        LocalApi.builder()
            .otherwise(request -> {
              requests.add(request);
              return answers.apply(request);
            })
            .start();
  }

  /** What is asked for is answered with this JSON. */
  static OneStream answering(String json) {
    return new OneStream(request -> ApiResponse.json(200, json.getBytes(StandardCharsets.UTF_8)));
  }

  /** The manifest with these parts of the one stream. */
  static String manifest(String requester, String rest) {
    return """
    version: 6.44.0
    type: DeclarativeSource
    check: {type: CheckStream, stream_names: [rows]}
    streams:
      - type: DeclarativeStream
        name: rows
        primary_key: id
        retriever:
          type: SimpleRetriever
          requester:
            type: HttpRequester
            url_base: "{{ config['url'] }}"
    %s
          record_selector:
            type: RecordSelector
            extractor: {type: DpathExtractor, field_path: []}
    %s
    """
        .formatted(requester.indent(8).stripTrailing(), rest.indent(4).stripTrailing());
  }

  /** Reads it; more of the config goes behind the URL. */
  Attempt read(String manifest, String config) {
    return SourceRunner.of(ManifestSource.of(ManifestFile.parse("manifest.yaml", manifest), null))
        .config("{\"url\":\"" + api.baseUrl() + "\"" + config + "}")
        .read(Catalog.of("rows"));
  }

  String url() {
    return api.baseUrl();
  }

  List<String> records(String manifest) {
    Attempt attempt = read(manifest, "");
    if (attempt.exitCode() != 0) {
      throw new AssertionError(attempt.errors());
    }
    return attempt.records().getOrDefault(StreamId.of("rows"), List.of());
  }

  List<String> targets() {
    return requests.stream().map(request -> request.method() + " " + request.target()).toList();
  }

  @Override
  public void close() {
    api.close();
  }
}
