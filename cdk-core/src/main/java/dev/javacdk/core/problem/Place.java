package dev.javacdk.core.problem;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;

/**
 * A place in something that an operator handed in. A value.
 *
 * @param in what it is in: {@code the config}, {@code state file s.json}
 * @param path where in it: {@code _limit}, {@code streams[2].stream.name}; empty for all of it
 */
public record Place(String in, String path) {

  /** All of it. */
  public static Place all(String in) {
    return new Place(in, "");
  }

  /** A member of what stands here. */
  public Place below(String name) {
    return new Place(in, path.isEmpty() ? name : path + "." + name);
  }

  /** An element of the array that stands here. */
  public Place element(int index) {
    return new Place(in, path + "[" + index + "]");
  }

  /** Nothing could be read here but this mistake. */
  public <T> Validation<Seq<Problem>, T> invalid(String what) {
    return Validation.invalid(List.of(new Problem(this, what)));
  }
}
