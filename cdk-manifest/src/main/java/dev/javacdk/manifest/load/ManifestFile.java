package dev.javacdk.manifest.load;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.reader.UnicodeReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the file of a manifest. */
public final class ManifestFile {

  private static final int MOST_PROBLEMS = 20;

  private ManifestFile() {}

  /**
   * The manifest in a file.
   *
   * @throws ConfigError that names file and place, where it cannot be read, is no YAML, or has a
   *     reference that leads nowhere
   */
  public static LoadedManifest load(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return load(file.toString(), in);
    } catch (IOException e) {
      throw new ConfigError("the manifest " + file + " cannot be read: " + e, e);
    }
  }

  /**
   * The manifest in a stream of bytes: UTF-8, or UTF-16 with a mark. Does not close it.
   *
   * @param name of the file, for words
   * @throws ConfigError as {@link #load(Path)}
   */
  public static LoadedManifest load(String name, InputStream in) throws IOException {
    StringWriter text = new StringWriter();
    Reader reader = new UnicodeReader(in);
    reader.transferTo(text);
    return parse(name, text.toString());
  }

  /**
   * The manifest in a text.
   *
   * @param name of the file, for words
   * @throws ConfigError as {@link #load(Path)}
   */
  public static LoadedManifest parse(String name, String yaml) {
    Lines lines = new Lines();
    List<String> notes = new ArrayList<>();
    return resolved(name, object(name, new YamlTree(name, lines, notes).read(yaml)), lines, notes);
  }

  /**
   * A manifest that came as JSON, as one inside a config does. Nothing of it has a line.
   *
   * @param name of what it came in, for words
   * @param manifest stays as it is
   * @throws ConfigError that names the place of a reference that leads nowhere
   */
  public static LoadedManifest of(String name, ObjectNode manifest) {
    return resolved(name, manifest.deepCopy(), new Lines(), new ArrayList<>());
  }

  private static LoadedManifest resolved(
      String name, ObjectNode written, Lines lines, List<String> notes) {
    if (!written.has("type")) {
      written.put("type", "DeclarativeSource");
    }
    References references = new References(name, written, lines);
    ObjectNode resolved = references.resolved();
    if (!references.problems().isEmpty()) {
      throw error(name, references.problems());
    }
    ManifestVersion.note(resolved).ifPresent(notes::add);
    return new LoadedManifest(name, Components.inPlace(resolved), notes, lines);
  }

  private static ObjectNode object(String name, @Nullable JsonNode root) {
    if (root instanceof ObjectNode object) {
      return object;
    }
    throw new ConfigError(
        root == null
            ? name + ": the file is empty"
            : name + ": a manifest is a mapping with 'version', 'check' and 'streams'");
  }

  private static ConfigError error(String name, List<Problem> problems) {
    String first =
        problems.stream()
            .limit(MOST_PROBLEMS)
            .map(Problem::toString)
            .collect(Collectors.joining("; "));
    int more = problems.size() - MOST_PROBLEMS;
    return new ConfigError(name + ": " + first + (more > 0 ? "; and " + more + " more" : ""));
  }
}
