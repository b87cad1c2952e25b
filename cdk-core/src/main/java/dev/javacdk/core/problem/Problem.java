package dev.javacdk.core.problem;

/**
 * One mistake in what an operator handed in. A value.
 *
 * @param place where it stands
 * @param what what is wrong there, and what would be right; goes on behind the place: {@code must
 *     be a string}
 */
public record Problem(Place place, String what) {

  /** Place and mistake. */
  @Override
  public String toString() {
    return place.path().isEmpty() ? what : "'" + place.path() + "' " + what;
  }
}
