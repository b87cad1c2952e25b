package dev.javacdk.core.message;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The name of the field that is watched, as bytes. Confined to one thread. */
final class WatchedName {

  private @Nullable String name;
  private byte @Nullable [] bytes;
  private boolean isText = true;

  /** Takes a name, or none; false where it has half a character, so that UTF-8 cannot say it. */
  boolean canBe(@Nullable String watched) {
    if (watched == null) {
      name = null;
      bytes = null;
      return true;
    }
    if (!watched.equals(name)) {
      name = watched;
      bytes = watched.getBytes(StandardCharsets.UTF_8);
      isText = new String(bytes, StandardCharsets.UTF_8).equals(watched);
    }
    return isText;
  }

  /** The bytes of the name taken last; null where it was none. */
  byte @Nullable [] bytes() {
    return bytes;
  }
}
