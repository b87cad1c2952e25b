package dev.javacdk.manifest.load;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the version of a manifest means here: which release of the Python kit it was written for.
 */
final class ManifestVersion {

  /** The release whose components are known here. */
  private static final int[] KNOWN = {7, 39, 1};

  private static final Pattern FORM =
      Pattern.compile("v?(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?.*");

  private ManifestVersion() {}

  /**
   * A sentence where components may be meant that are not known here; nothing is refused for its
   * version, and of older ones both ways to write a thing are read.
   */
  static Optional<String> note(ObjectNode manifest) {
    JsonNode version = manifest.get("version");
    if (version == null || !version.isValueNode()) {
      return Optional.of("the manifest has no version; it is read as one of " + text(KNOWN));
    }
    Matcher found = FORM.matcher(version.asString());
    if (!found.matches()) {
      return Optional.of("the version '" + version.asString() + "' is none; it is not looked at");
    }
    return Arrays.compare(parts(found), KNOWN) <= 0
        ? Optional.empty()
        : Optional.of(
            "the manifest is of version %s, newer than %s: what came since is not known here"
                .formatted(version.asString(), text(KNOWN)));
  }

  private static int[] parts(Matcher found) {
    int[] parts = new int[KNOWN.length];
    for (int i = 0; i < parts.length; i++) {
      String part = found.group(i + 1);
      parts[i] = part == null ? 0 : Integer.parseInt(part);
    }
    return parts;
  }

  private static String text(int[] version) {
    return version[0] + "." + version[1] + "." + version[2];
  }
}
