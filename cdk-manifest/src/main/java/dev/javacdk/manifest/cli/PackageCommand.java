package dev.javacdk.manifest.cli;

import dev.javacdk.api.error.ConfigError;
import dev.javacdk.manifest.load.ManifestFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code package}: this program with a manifest in it, as the jar of a connector. */
final class PackageCommand {

  static final String NAME = "package";

  private static final String FOLDER = "connector/";

  private PackageCommand() {}

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Makes the jar of a connector: this program, the manifest, and the schemas beside it.")
        .footer("", "Example: package --manifest manifest.yaml --jar source-shop.jar");
    spec.addOption(Options.help());
    spec.addOption(Options.file("--manifest", "The manifest."));
    spec.addOption(Options.file("--jar", "The jar that is made; one that is there is replaced."));
    return spec;
  }

  static int run(ParseResult said, PrintStream out) {
    Path manifest = said.matchedOptionValue("--manifest", Path.of(""));
    Path jar = said.matchedOptionValue("--jar", Path.of(""));
    var unused = ManifestFile.load(manifest);
    try {
      Path whole = jar.toAbsolutePath();
      Path begun = Files.createTempFile(whole.getParent(), ".package", ".jar");
      try {
        write(begun, manifest);
        Files.move(begun, whole, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        boolean left = Files.deleteIfExists(begun);
        assert !left || Files.notExists(begun);
      }
    } catch (IOException e) {
      throw new ConfigError("the jar " + jar + " cannot be written: " + e, e);
    }
    out.println(jar + ": java -jar " + jar + " spec");
    return 0;
  }

  private static void write(Path jar, Path manifest) throws IOException {
    try (JarFile own = new JarFile(ownJar().toFile());
        OutputStream file = Files.newOutputStream(jar);
        JarOutputStream made = new JarOutputStream(file)) {
      Enumeration<JarEntry> entries = own.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        if (!entry.getName().startsWith(FOLDER)) {
          try (InputStream in = own.getInputStream(entry)) {
            put(made, entry.getName(), in);
          }
        }
      }
      add(made, ChosenManifest.RESOURCE, manifest);
      for (Path schema : schemas(manifest)) {
        add(made, FOLDER + "schemas/" + schema.getFileName(), schema);
      }
    }
  }

  private static void add(JarOutputStream made, String name, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      put(made, name, in);
    }
  }

  private static void put(JarOutputStream made, String name, InputStream in) throws IOException {
    JarEntry entry = new JarEntry(name);
    entry.setTime(0);
    made.putNextEntry(entry);
    in.transferTo(made);
    made.closeEntry();
  }

  private static List<Path> schemas(Path manifest) throws IOException {
    Path folder = manifest.toAbsolutePath().resolveSibling("schemas");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static Path ownJar() throws IOException {
    try {
      Path own =
          Path.of(PackageCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isRegularFile(own)) {
        return own;
      }
    } catch (URISyntaxException e) {
      throw new IOException("this program's own jar cannot be found", e);
    }
    throw new IOException("this program does not run from a jar: use source-manifest.jar");
  }
}
