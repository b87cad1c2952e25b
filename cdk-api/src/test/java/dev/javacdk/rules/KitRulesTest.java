package dev.javacdk.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.tools.ToolProvider;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule can fail: small modules that break one, compiled here. */
@SuppressWarnings("JUnitMethodInvoked") // the rules are tests, and are what is tested here
class KitRulesTest {

  /** The rules of the module under test, which say what they are told. */
  private static final class Rules extends KitRules {
    Rules(Path module, Consumer<Rules> said) {
      super(module, "kit.mod");
      said.accept(this);
    }
  }

  @TempDir Path module;

  @BeforeEach
  void aSoundModule() throws IOException {
    write("kit.mod", "package-info", "@org.jspecify.annotations.NullMarked package kit.mod;");
    write(
        "kit.mod",
        "Sound",
        "package kit.mod;\n/** Sound. */\npublic record Sound() {\n  /** None. */\n  public Sound {}\n}\n");
  }

  @Test
  void aSoundModuleBreaksNone() {
    Rules rules = rules(said -> said.sees(1, 2));
    assertThatCode(
            () -> {
              rules.itKnowsOnlyTheModulesAndLibrariesThatItNames();
              rules.packagesHaveNoCycles();
              rules.everyPackageIsNullMarked();
              rules.noPackageIsAHeapOfHelpers();
              rules.noFileIsADumpingGround();
              rules.noPackageShowsMoreThanAReaderCanHold();
              rules.onlyWhoMayPrintsToStandardOutput();
              rules.everythingPublicIsDocumented();
            })
        .doesNotThrowAnyException();
  }

  @Test
  void anotherModuleMustBeNamedBeforeItIsKnown() throws IOException {
    write("kit.other", "Foreign", "package kit.other; public class Foreign {}");
    write("kit.mod", "Curious", "package kit.mod; class Curious { kit.other.Foreign it; }");
    assertBroken(() -> rules().itKnowsOnlyTheModulesAndLibrariesThatItNames(), "kit.other.Foreign");
    rules(said -> said.knows("other")).itKnowsOnlyTheModulesAndLibrariesThatItNames();
  }

  @Test
  void packageAndTheOneBelowItAreACycleToo() throws IOException {
    write("kit.mod.low", "Low", "package kit.mod.low; public class Low { kit.mod.High up; }");
    write("kit.mod", "High", "package kit.mod; public class High { kit.mod.low.Low down; }");
    assertBroken(() -> rules().packagesHaveNoCycles(), "Cycle detected");
  }

  @Test
  void packageIsNullMarked() throws IOException {
    write("kit.mod.bare", "Bare", "package kit.mod.bare; class Bare {}");
    assertBroken(() -> rules().everyPackageIsNullMarked(), "kit.mod.bare");
  }

  @Test
  void rulesThatSeeLessThanTheySayHoldOfNothing() {
    assertBroken(() -> rules(said -> said.sees(2, 2)).everyPackageIsNullMarked(), "size");
    assertBroken(() -> rules(said -> said.sees(1, 3)).noFileIsADumpingGround(), "size");
    assertBroken(() -> rules(said -> said.sees(1, 3)).everythingPublicIsDocumented(), "size");
  }

  @Test
  void packageSaysWhatItIsFor() throws IOException {
    write("kit.mod.util", "Strings", "package kit.mod.util; class Strings {}");
    assertBroken(() -> rules().noPackageIsAHeapOfHelpers(), "kit.mod.util.Strings");
  }

  @Test
  void fileHasAnEnd() throws IOException {
    write("kit.mod", "Long", "package kit.mod;" + "\n".repeat(399) + "class Long {}\n");
    rules().noFileIsADumpingGround();
    write("kit.mod", "Long", "package kit.mod;" + "\n".repeat(400) + "class Long {}\n");
    assertBroken(() -> rules().noFileIsADumpingGround(), "Long.java=401");
    rules(said -> said.tooLongToday("Long.java")).noFileIsADumpingGround();
  }

  @Test
  void packageShowsTwentyTypesAndHidesAsManyAsItLikes() throws IOException {
    for (int i = 1; i < 20; i++) {
      write("kit.mod", "Seen" + i, "package kit.mod; public class Seen" + i + " {}");
      write("kit.mod", "Own" + i, "package kit.mod; class Own" + i + " {}");
    }
    rules().noPackageShowsMoreThanAReaderCanHold();
    write("kit.mod", "Seen20", "package kit.mod; public class Seen20 {}");
    assertBroken(() -> rules().noPackageShowsMoreThanAReaderCanHold(), "mod=21");
    rules(said -> said.crowdedToday("mod")).noPackageShowsMoreThanAReaderCanHold();
  }

  @Test
  void exceptionThatIsMendedLeavesItsList() {
    assertBroken(
        () -> rules(said -> said.crowdedToday("mod")).noPackageShowsMoreThanAReaderCanHold(),
        "leaves the list");
    assertBroken(
        () -> rules(said -> said.tooLongToday("Sound.java")).noFileIsADumpingGround(),
        "leaves the list");
  }

  @Test
  void nobodyPrintsWhoHasNotSaidSo() throws IOException {
    write(
        "kit.mod",
        "Loud",
        "package kit.mod; class Loud { static class In { { System.err.println(); } } }");
    assertBroken(() -> rules().onlyWhoMayPrintsToStandardOutput(), "Loud=1");
    rules(said -> said.prints("Loud")).onlyWhoMayPrintsToStandardOutput();
  }

  @Test
  void whatOthersSeeIsDocumented() throws IOException {
    write("kit.mod", "Own", "package kit.mod;\nclass Own {\n  void quiet() {}\n}\n");
    rules().everythingPublicIsDocumented();
    write(
        "kit.mod",
        "Mute",
        """
        package kit.mod;
        /** Mute. */
        public interface Mute {
          void mute();
          int X = 1;
          static void say() {}
        }
        """);
    assertBroken(() -> rules().everythingPublicIsDocumented(), "Mute.java:6 static void say() {}");
  }

  private Rules rules() {
    return rules(said -> {});
  }

  private Rules rules(Consumer<Rules> said) {
    return new Rules(compiled(), said);
  }

  private static void assertBroken(ThrowingCallable rule, String saying) {
    assertThatThrownBy(rule).isInstanceOf(AssertionError.class).hasMessageContaining(saying);
  }

  private void write(String inPackage, String name, String source) throws IOException {
    Path folder = module.resolve("src/main/java").resolve(inPackage.replace('.', '/'));
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".java"), source);
  }

  private Path compiled() {
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-cp"));
    arguments.add(System.getProperty("java.class.path"));
    arguments.addAll(List.of("-d", module.resolve("target/classes").toString()));
    try (var files = Files.walk(module.resolve("src/main/java"))) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(result).isZero();
    return module;
  }
}
