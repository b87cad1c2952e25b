package dev.javacdk.testkit.recorded;

/** Puts placeholders in the place of the API's origin and of secrets. */
final class Hiding implements Rewriting {

  private final Origin real;
  private final Secrets secrets;

  Hiding(Origin real, Secrets secrets) {
    this.real = real;
    this.secrets = secrets;
  }

  @Override
  public String value(String text) {
    if (Placeholder.ANY.matcher(text).find()) {
      throw new RecordingRefused(
          "the API's own traffic has a placeholder of recordings in it, {base} or {secret:1}, as in '"
              + secrets.hide(text)
              + "': it cannot be told from theirs; leave that request out");
    }
    return secrets.hide(real.hide(text));
  }

  @Override
  public String name(String text) {
    return value(text);
  }
}
