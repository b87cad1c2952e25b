package dev.javacdk.core.problem;

import io.vavr.collection.Seq;
import io.vavr.control.Validation;

/**
 * One mistake in what an operator handed in. A value.
 *
 * @param in what it is in: {@code the config}, {@code state file s.json}
 * @param place where in it: {@code _limit}, {@code streams[2].stream.name}; empty for all of it
 * @param what what is wrong there, and what would be right; goes on behind the place: {@code must
 *     be a string}
 */
public record Problem(String in, String place, String what) {

  /** What was read, and is nothing but this mistake. */
  public static <T> Validation<Seq<Problem>, T> invalid(String in, String place, String what) {
    return new Problem(in, place, what).alone();
  }

  /** The same, of one that is at hand. */
  public <T> Validation<Seq<Problem>, T> alone() {
    return Validation.invalid(io.vavr.collection.List.of(this));
  }

  /** Place and mistake. */
  @Override
  public String toString() {
    return place.isEmpty() ? what : "'" + place + "' " + what;
  }
}
