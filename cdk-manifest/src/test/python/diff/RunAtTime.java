import dev.javacdk.api.Connector;
import dev.javacdk.manifest.build.ManifestSource;
import dev.javacdk.manifest.load.ManifestFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/** Runs a manifest whose expressions know one time only: a source file for {@code java -cp JAR}. */
final class RunAtTime {

  private static final Instant NOW = Instant.parse("2026-03-05T14:07:09.123456Z");

  private RunAtTime() {}

  public static void main(String[] args) {
    Path file = Path.of(args[0]);
    ManifestSource source =
        ManifestSource.of(
            ManifestFile.load(file), file.toAbsolutePath().getParent(), () -> NOW);
    System.exit(
        Connector.of(source)
            .workers(source.workers())
            .execute(Arrays.copyOfRange(args, 1, args.length)));
  }
}
