package dev.javacdk.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import dev.javacdk.rules.GoldenApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What ARCHITECTURE.md names is there. It stands here since this module sees all the others. */
class ArchitecturePageTest {

  private static final Path PAGE = Path.of("..", "ARCHITECTURE.md");
  private static final Pattern FENCED = Pattern.compile("(?s)```.*?```");

  /** {@code `Class`} or {@code `Class.member`}. */
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*[a-z]\\w*(?:\\.[a-z]\\w*)?)`");

  /** Of the JDK, and of the tests of other modules. */
  private static final Set<String> OTHERS =
      Set.of("ServiceLoader", "System.out", "KitRules", "ArchitectureTest");

  @Test
  void everyClassAndMethodThatItNamesIsThere() throws IOException {
    String page = FENCED.matcher(Files.readString(PAGE)).replaceAll("");
    List<String> names = named(page).toList();
    assertThat(names).hasSizeGreaterThan(80);
    Set<String> known = known();
    assertThat(names)
        .filteredOn(name -> !OTHERS.contains(name) && !known.contains(name))
        .as("names of ARCHITECTURE.md that no class or member has")
        .isEmpty();
  }

  @Test
  void theTwoWaysAreToldHopByHop() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(named(section(page, "The way of one record")))
        .contains("BodyStream.read", "PageOutput.emit", "MessageSink.write");
    assertThat(named(section(page, "The way of one state")))
        .contains("InputFiles.states", "Ledger.observe", "MessageSink.writeLine");
  }

  private static String section(String page, String title) {
    int start = page.indexOf("## " + title);
    assertThat(start).as(title).isPositive();
    return page.substring(start, page.indexOf("\n## ", start));
  }

  private static Stream<String> named(String text) {
    return NAME.matcher(text).results().map((MatchResult found) -> found.group(1));
  }

  /** By their simple names: which package a class is in may change. */
  private static Set<String> known() {
    Set<String> known = new HashSet<>();
    new GoldenApi(ArchitecturePageTest.class)
        .allOfTheKit()
        .forEach(type -> {
          known.add(type.getSimpleName());
          members(type).forEach(member -> known.add(type.getSimpleName() + "." + member));
        });
    return known;
  }

  private static Stream<String> members(JavaClass type) {
    return type.getAllMembers().stream().map(JavaMember::getName);
  }
}
