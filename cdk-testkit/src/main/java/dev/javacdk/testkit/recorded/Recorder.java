package dev.javacdk.testkit.recorded;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Records what a source asks of a real API and what it is answered, for {@link RecordedApi}.
 *
 * <p>Secrets and personal values do not get into the file. Secrets are what is said here, what
 * stands in headers such as {@code Authorization}, and what goes under names such as {@code
 * access_token}. Personal values are those at places that are said here, and those that look like
 * one of the {@link PersonalKind}s. They are masked so that their length, their order and what
 * equals what stay, in answers and in the requests that say them again.
 *
 * <p>Immutable: each method gives another one.
 *
 * <pre>{@code
 * try (Recording recording =
 *     Recorder.of(URI.create("https://api.acme.com/v2"))
 *         .secret(key)
 *         .personal("/profile/name")
 *         .start()) {
 *   read(recording.baseUrl());
 *   recording.writeTo(file);
 * }
 * }</pre>
 */
public final class Recorder {

  private final URI base;
  private final List<String> secrets;
  private final Places places;
  private final Set<PersonalKind> kinds;

  private Recorder(URI base, List<String> secrets, Places places, Set<PersonalKind> kinds) {
    this.base = base;
    this.secrets = List.copyOf(secrets);
    this.places = places;
    this.kinds = Set.copyOf(kinds);
  }

  /**
   * Of the API at this address, as a source has it in its config.
   *
   * @throws IllegalArgumentException if it is no address of HTTP
   */
  public static Recorder of(URI realBase) {
    boolean http = "http".equals(realBase.getScheme()) || "https".equals(realBase.getScheme());
    if (!http || realBase.getRawAuthority() == null || realBase.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "'" + realBase + "' is no base URL: write one as in https://api.acme.com/v2");
    }
    return new Recorder(realBase, List.of(), Places.none(), EnumSet.allOf(PersonalKind.class));
  }

  /**
   * With secrets that must not be in the file, in any writing.
   *
   * @throws IllegalArgumentException if one has fewer than four characters
   */
  public Recorder secret(String... values) {
    List<String> more = new ArrayList<>(secrets);
    for (String value : values) {
      if (value.length() < Secrets.SHORTEST) {
        throw new IllegalArgumentException(
            "a secret of %d characters would be found everywhere: at least %d are wanted"
                .formatted(value.length(), Secrets.SHORTEST));
      }
      more.add(value);
    }
    return new Recorder(base, more, places, kinds);
  }

  /**
   * With places in JSON answers whose texts and numbers are personal, and all inside of them: JSON
   * pointers in which {@code *} stands for any element or field.
   *
   * @throws IllegalArgumentException if one is no pointer
   */
  public Recorder personal(String... pointers) {
    Places more = places;
    for (String pointer : pointers) {
      more = more.and(pointer);
    }
    return new Recorder(base, secrets, more, kinds);
  }

  /** With only these kinds of values that are personal wherever they stand; all if not said. */
  public Recorder kinds(PersonalKind... values) {
    return new Recorder(base, secrets, places, Set.of(values));
  }

  /** Begins to listen. */
  public Recording start() {
    return new Recording(this);
  }

  URI base() {
    return base;
  }

  List<String> secrets() {
    return secrets;
  }

  PersonalValues personalValues() {
    return new PersonalValues(places, PersonalText.of(kinds));
  }
}
