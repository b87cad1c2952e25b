package dev.javacdk.testkit.recorded;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the personal values of a recording, and all others. Changes nothing. */
final class PersonalValues implements Rewriting {

  private final Places places;
  private final PersonalText text;
  private final Set<String> found = new HashSet<>();
  private final Set<String> others = new HashSet<>();

  PersonalValues(Places places, PersonalText text) {
    this.places = places;
    this.text = text;
  }

  @Override
  public String value(String value) {
    return text.replace(
        value,
        whole -> {
          others.add(whole);
          return null;
        },
        this::take);
  }

  @Override
  public String answered(List<String> place, String value) {
    boolean secret = Placeholder.SECRET.matcher(value).matches();
    return places.have(place) && !secret && !value.isEmpty() ? take(value) : value(value);
  }

  @Override
  public String name(String name) {
    return text.parts(name, this::take);
  }

  private String take(String value) {
    found.add(value);
    return value;
  }

  /** Masks for all that was found. */
  Masks masks() {
    return Masks.of(found, others);
  }

  /** Puts masks in the place of values. */
  Rewriting masking(Masks masks) {
    return new Rewriting() {
      @Override
      public String value(String value) {
        return text.replace(value, masks::of, this::part);
      }

      @Override
      public String name(String name) {
        return text.parts(name, this::part);
      }

      private String part(String value) {
        String mask = masks.of(value);
        return mask == null ? value : mask;
      }
    };
  }
}
