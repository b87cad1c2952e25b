package dev.javacdk.manifest.cli;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.manifest.build.ManifestSource;
import dev.javacdk.manifest.load.ManifestFile;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The manifest that is run. A value.
 *
 * @param file of the file system, or of the jar
 */
record ChosenManifest(Path file) {

  /** Where {@code package} puts a manifest into a jar. */
  static final String RESOURCE = "connector/manifest.yaml";

  static ChosenManifest at(String file) {
    return new ChosenManifest(Path.of(file));
  }

  /** That of this program's own jar; empty where it has none. */
  static Optional<ChosenManifest> ofTheJar() {
    URL resource = ChosenManifest.class.getResource("/" + RESOURCE);
    if (resource == null) {
      return Optional.empty();
    }
    try {
      URI uri = resource.toURI();
      return Optional.of(
          new ChosenManifest(
              "jar".equals(uri.getScheme()) ? opened(uri).getPath("/" + RESOURCE) : Path.of(uri)));
    } catch (IOException | URISyntaxException e) {
      throw new SystemError("the manifest of this jar cannot be read: " + e, e);
    }
  }

  /** Stays open as long as the process: files beside the manifest may be read later. */
  private static FileSystem opened(URI uri) throws IOException {
    try {
      return FileSystems.newFileSystem(uri, Map.of());
    } catch (FileSystemAlreadyExistsException e) {
      return FileSystems.getFileSystem(uri);
    }
  }

  ManifestSource source() {
    return ManifestSource.of(ManifestFile.load(file), file.toAbsolutePath().getParent());
  }
}
