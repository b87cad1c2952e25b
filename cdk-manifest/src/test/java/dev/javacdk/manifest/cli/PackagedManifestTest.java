package dev.javacdk.manifest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A manifest made into a jar, by this program in one, and run from there as a connector. */
@Timeout(120)
class PackagedManifestTest {

  private static final String MANIFEST =
      """
      version: 6.44.0
      type: DeclarativeSource
      check: {type: CheckStream, stream_names: [rows]}
      spec:
        type: Spec
        connection_specification: {type: object, properties: {shop_number: {type: integer}}}
      streams:
        - type: DeclarativeStream
          name: rows
          schema_loader: {type: JsonFileSchemaLoader, file_path: ./schemas/rows.json}
          retriever:
            type: SimpleRetriever
            requester: {type: HttpRequester, url_base: "https://x.example", path: rows}
            record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [d]}}
      """;

  @TempDir private Path folder;

  @Test
  void aPackagedManifestIsAConnectorOfItsOwn() throws Exception {
    Path manifest = Files.writeString(folder.resolve("manifest.yaml"), MANIFEST);
    Path schemas = Files.createDirectory(folder.resolve("schemas"));
    Files.writeString(
        schemas.resolve("rows.json"), "{\"properties\":{\"only_here\":{\"type\":\"string\"}}}");
    Path program = program();
    Path jar = Files.writeString(folder.resolve("source-rows.jar"), "one that was there before");
    String said =
        run(program, "package", "--manifest", manifest.toString(), "--jar", jar.toString());
    assertThat(said).contains("java -jar " + jar + " spec");
    Files.delete(manifest);
    Files.delete(schemas.resolve("rows.json"));

    assertThat(run(jar, "spec", "--json")).contains("\"type\":\"SPEC\"", "shop_number");
    Path config = Files.writeString(folder.resolve("config.json"), "{}");
    assertThat(run(jar, "discover", "--json", "--config", config.toString()))
        .contains("\"type\":\"CATALOG\"", "only_here");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("program.jar", "source-rows.jar", "config.json", "schemas");
    }
  }

  /** What is tested here, in a jar. */
  private Path program() throws IOException, URISyntaxException {
    Path classes =
        Path.of(ManifestMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path jar = folder.resolve("program.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream made = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(path).toString().replace(File.separatorChar, '/');
        made.putNextEntry(new JarEntry(name));
        try (InputStream in = Files.newInputStream(path)) {
          in.transferTo(made);
        }
        made.closeEntry();
      }
    }
    return jar;
  }

  /** Runs the jar, with the libraries of this one beside it; returns what it writes. */
  private static String run(Path jar, String... args) throws Exception {
    String own =
        Path.of(ManifestMain.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    List<String> path = new ArrayList<>(List.of(jar.toString()));
    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !Path.of(entry).equals(Path.of(own)))
        .forEach(path::add);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, path),
                ManifestMain.class.getName()));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
