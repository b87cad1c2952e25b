package dev.javacdk.testkit.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedMasksTest {

  private static final String[] ALPHABETS = {
    "ab",
    "abcxyz",
    "aAbBzZ09",
    "0123456789",
    "az@.-_ +",
    "éàüßÉÜñ",
    "你好吗一二",
    "aé\uD835\uDC00\uD835\uDC1A\uD83D\uDE00z"
  };

  @Test
  void ofAnySetTheyKeepLengthOrderAndEqualityAndNeverMeetAnotherValue() {
    int changed = 0;
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      Set<String> values = values(random, 1 + random.nextInt(40));
      Set<String> others = values(random, random.nextInt(40));
      others.removeAll(values);
      Masks masks = Masks.of(values, others);

      String before = null;
      for (String value : new TreeSet<>(values)) {
        String mask = String.valueOf(masks.of(value));
        assertThat(mask).as("of %s, seed %d", value, seed).hasSameSizeAs(value);
        assertThat(MaskPattern.of(value).allows(mask)).as("%s of %s", mask, value).isTrue();
        assertThat(mask).isLessThanOrEqualTo(value);
        assertThat(others).as("seed %d", seed).doesNotContain(mask);
        if (before != null) {
          assertThat(mask).as("seed %d", seed).isGreaterThan(before);
        }
        before = mask;
      }
      assertThat(masks.changed() + masks.unchanged()).isEqualTo(values.size());
      changed += masks.changed();
    }
    assertThat(changed).isGreaterThan(10_000);
  }

  @Test
  void numbersStayNumbersInTheirOrder() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      Set<String> values = new HashSet<>();
      for (int i = 0; i < 20; i++) {
        values.add(Integer.toString(random.nextInt(2_000) - 500));
        values.add(random.nextInt(100) + "." + random.nextInt(10));
        values.add(random.nextInt(100) + "e" + random.nextInt(10));
      }
      Masks masks = Masks.of(values, Set.of());
      List<Integer> whole = new ArrayList<>();
      for (String value : new TreeSet<>(values)) {
        String mask = String.valueOf(masks.of(value));
        assertThat(MaskPattern.isNumber(mask)).as("%s of %s", mask, value).isTrue();
        if (value.matches("\\d{3}")) {
          whole.add(Integer.parseInt(mask));
        }
      }
      assertThat(whole).isSorted().doesNotHaveDuplicates();
    }
  }

  /** The smallest above is found by looking at all of a small pattern. */
  @Test
  void theSmallestAboveIsThat() {
    Pattern form = Pattern.compile("[a-z][0-9]-[A-Z]?");
    List<String> all = new ArrayList<>();
    for (char letter = 'a'; letter <= 'z'; letter++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        all.add("" + letter + digit + "-");
      }
    }
    MaskPattern pattern = MaskPattern.of("q7-");
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      String text = any(random, "abyz089-.AZ", random.nextInt(5));
      String expected =
          all.stream().filter(one -> one.compareTo(text) > 0).findFirst().orElse("none");
      String found;
      try {
        found = pattern.above(text);
      } catch (IllegalStateException e) {
        found = "none";
      }
      assertThat(found).as("above '%s'", text).isEqualTo(expected);
    }
    assertThat(all).allMatch(form.asMatchPredicate());
  }

  private static Set<String> values(Random random, int number) {
    Set<String> values = new HashSet<>();
    String alphabet = ALPHABETS[random.nextInt(ALPHABETS.length)];
    for (int i = 0; i < number; i++) {
      values.add(any(random, alphabet, 1 + random.nextInt(6)));
    }
    return values;
  }

  private static String any(Random random, String alphabet, int length) {
    int[] points = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Write to anna.b+c@mail.example.org.|anna.b+c@mail.example.org",
        "<jürgen@müller.de>|jürgen@müller.de",
        "from 10.2.30.4, port 80|10.2.30.4",
        "at 2001:db8::ff00:42:8329|2001:db8::ff00:42:8329",
        "at 2001:db8:0:0:0:ff00:42:8329/64|2001:db8:0:0:0:ff00:42:8329",
        "call +49 (0)151 23456789 now|+49 (0)151 23456789",
        "call (555) 123-4567|(555) 123-4567",
        "call 555-123-4567|555-123-4567",
        "call 0151 2345678|0151 2345678",
        "+4915123456789|+4915123456789"
      })
  void whatLooksPersonalIsFoundInLongerTexts(String text, String personal) {
    List<String> found = found(text);

    assertThat(found).containsExactly(personal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-15T10:20:30.123+0000",
        "2024-01-15 10:20:30",
        "10:20:30",
        "1234567890123",
        "550e8400-e29b-41d4-a716-446655440000",
        "1.2.3",
        "300.1.2.3",
        "@home",
        "a@b",
        "-12345.678901",
        "09/2024",
        "aa:bb:cc:dd:ee:ff"
      })
  void whatDoesNotIsLeft(String text) {
    assertThat(found(text)).isEmpty();
  }

  private static List<String> found(String text) {
    List<String> found = new ArrayList<>();
    PersonalText.of(List.of(PersonalKind.values()))
        .parts(
            text,
            part -> {
              found.add(part);
              return part;
            });
    return found;
  }

  @Test
  void placesHaveStarsAndAllThatIsInside() {
    Places places = Places.none().and("/results/*/a~1b");

    assertThat(places.have(List.of("results", "0", "a/b"))).isTrue();
    assertThat(places.have(List.of("results", "x", "a/b", "c", "1"))).isTrue();
    assertThat(places.have(List.of("results", "0", "a"))).isFalse();
    assertThat(places.have(List.of("results", "0"))).isFalse();
    assertThat(Places.none().have(List.of("results"))).isFalse();
  }
}
