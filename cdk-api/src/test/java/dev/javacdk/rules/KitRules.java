package dev.javacdk.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What holds in every module of the kit. The test of a module extends it from the root of the
 * module's packages, says in its constructor what the module may know and what of it breaks a rule
 * today, and adds what holds there alone.
 *
 * <p>A list of exceptions is exact: what is mended must leave it, so it only gets shorter.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class KitRules {

  private static final int MOST_LINES = 400;

  /**
   * Of types that other packages can see, since those are what a reader of a package has to know.
   * Files would be the wrong measure: a package that is one knot of sealed families, such as the
   * ledger, is kept small for others by many files of its own.
   */
  private static final int MOST_VISIBLE_TYPES = 20;

  private final String root;
  private final String kit;
  private final Path sources;

  /** Of the module itself, its tests and what is generated left out. */
  protected final JavaClasses classes;

  private final List<String> known = new ArrayList<>(List.of("java..", "org.jspecify.."));
  private final List<String> tooLong = new ArrayList<>();
  private final List<String> crowded = new ArrayList<>();
  private final List<String> printing = new ArrayList<>();
  private int leastPackages = 1;
  private int leastFiles = 1;

  /** The rules of the module whose test this is. */
  protected KitRules() {
    this(Path.of(""), null);
  }

  KitRules(Path module, @Nullable String root) {
    this.root = root == null ? getClass().getPackageName() : root;
    this.kit = this.root.substring(0, this.root.lastIndexOf('.'));
    this.sources = module.resolve("src/main/java");
    this.classes =
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("_generated/"))
            .importPath(module.resolve("target/classes"));
    known.add(this.root + "..");
  }

  /** So much the rules see at least, lest they hold of nothing. */
  protected final void sees(int packages, int files) {
    leastPackages = packages;
    leastFiles = files;
  }

  /** The modules of the kit that this one may name, by the first word of their packages. */
  protected final void knows(String... modules) {
    for (String module : modules) {
      known.add(kit + "." + module + "..");
    }
  }

  /** The packages of libraries that it may name, besides the JDK's and JSpecify's. */
  protected final void uses(String... packages) {
    known.addAll(List.of(packages));
  }

  /** Who alone may speak to standard output and standard error: top-level types. */
  protected final void prints(String... types) {
    printing.addAll(List.of(types));
  }

  /** Files that are too long today, to be cut. */
  protected final void tooLongToday(String... files) {
    tooLong.addAll(List.of(files));
  }

  /** Packages that are too full today, to be cut: as they stand behind the kit's. */
  protected final void crowdedToday(String... packages) {
    crowded.addAll(List.of(packages));
  }

  @Test
  void itKnowsOnlyTheModulesAndLibrariesThatItNames() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(known.toArray(String[]::new))
        .check(classes);
  }

  /**
   * {@code Try} swallows some errors and rethrows others, {@code Option} is a third way to say that
   * something may be absent, {@code Match} finds a forgotten case at run time, and most collections
   * of Vavr are called as those of the JDK.
   */
  @Test
  void ofVavrItUsesWhatPays() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "io\\.vavr\\.(?!Function\\d|control\\.(Validation|Either)|collection\\.(Seq|List)\\b).*")
        .check(classes);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(classes);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(packages())
        .hasSizeGreaterThanOrEqualTo(leastPackages)
        .filteredOn(name -> !isNullMarked(name))
        .as("packages without a package-info that is @NullMarked")
        .isEmpty();
  }

  @Test
  void noPackageIsAHeapOfHelpers() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..impl..", "..helper..", "..helpers..")
        .check(classes);
  }

  @Test
  void noFileIsADumpingGround() throws IOException {
    Map<String, Integer> offenders = new TreeMap<>();
    for (Path file : files()) {
      int lines = Files.readAllLines(file).size();
      if (lines > MOST_LINES) {
        offenders.put(file.getFileName().toString(), lines);
      }
    }
    assertExactly(tooLong, offenders, "files of more than " + MOST_LINES + " lines");
  }

  @Test
  void noPackageShowsMoreThanAReaderCanHold() {
    Map<String, Integer> offenders = new TreeMap<>();
    for (JavaClass type : classes) {
      if (type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC)) {
        offenders.merge(type.getPackageName().substring(kit.length() + 1), 1, Integer::sum);
      }
    }
    offenders.values().removeIf(types -> types <= MOST_VISIBLE_TYPES);
    assertExactly(
        crowded, offenders, "packages of more than " + MOST_VISIBLE_TYPES + " public types");
  }

  @Test
  void onlyWhoMayPrintsToStandardOutput() {
    Map<String, Integer> offenders = new TreeMap<>();
    for (JavaClass type : classes) {
      type.getFieldAccessesFromSelf().stream()
          .filter(access -> access.getTargetOwner().isEquivalentTo(System.class))
          .filter(access -> List.of("out", "err").contains(access.getTarget().getName()))
          .forEach(access -> offenders.merge(topLevel(type), 1, Integer::sum));
    }
    assertExactly(printing, offenders, "types that name System.out or System.err");
  }

  /** So that no line has a secret, wherever it is logged. */
  @Test
  void loggersAreSafeLogs() {
    noClasses()
        .that()
        .doNotHaveSimpleName("SafeLogs")
        .and()
        .doNotHaveSimpleName("JulRoute")
        .should()
        .dependOnClassesThat()
        .haveSimpleName("LoggerFactory")
        .check(classes);
  }

  /** Not by doclint, which would want a tag for every parameter as well. */
  @Test
  void everythingPublicIsDocumented() throws IOException {
    List<PublicLine> lines = new ArrayList<>();
    for (Path file : files()) {
      lines.addAll(PublicLine.of(file));
    }
    assertThat(lines)
        .hasSizeGreaterThanOrEqualTo(leastFiles)
        .filteredOn(line -> !line.documented())
        .extracting(PublicLine::text)
        .as("public, without a doc")
        .isEmpty();
  }

  private static void assertExactly(
      Collection<String> exceptions, Map<String, Integer> offenders, String what) {
    assertThat(offenders.keySet())
        .as("%s are %s; what is mended leaves the list of exceptions", what, offenders)
        .containsExactlyInAnyOrderElementsOf(exceptions);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(sources)) {
      List<Path> files = all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      assertThat(files).hasSizeGreaterThanOrEqualTo(leastFiles);
      return files;
    }
  }

  private Set<String> packages() {
    return classes.stream()
        .map(JavaClass::getPackageName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean isNullMarked(String name) {
    JavaPackage found = classes.getPackage(name);
    return found.isAnnotatedWith(NullMarked.class);
  }

  private static String topLevel(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer.getSimpleName();
  }

  private final class ByPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      return name.startsWith(root) ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages of " + root;
    }
  }

  /** A line of a source file that declares something public. */
  private record PublicLine(String text, boolean documented) {

    private static final Pattern PUBLIC =
        Pattern.compile(
            "^ {0,4}public (?!static final long serialVersionUID|static void main\\().*[{(;].*");
    private static final Pattern INTERFACE =
        Pattern.compile("public (sealed |non-sealed )?interface .*");
    private static final Pattern IN_INTERFACE =
        Pattern.compile("  (static|default|record|[A-Z]\\w*).*\\(.*");

    static List<PublicLine> of(Path file) throws IOException {
      List<String> lines = Files.readAllLines(file);
      boolean inInterface = lines.stream().anyMatch(line -> INTERFACE.matcher(line).matches());
      List<PublicLine> found = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (PUBLIC.matcher(line).matches()
            || (inInterface && IN_INTERFACE.matcher(line).matches())) {
          String text = file.getFileName() + ":" + (i + 1) + " " + line.strip();
          found.add(new PublicLine(text, isDocumented(lines, i)));
        }
      }
      return found;
    }

    private static boolean isDocumented(List<String> lines, int line) {
      for (int above = line - 1; above >= 0; above--) {
        String text = lines.get(above).strip();
        if (text.endsWith("*/") || text.equals("@Override")) {
          return true;
        }
        if (!text.startsWith("@")) {
          return false;
        }
      }
      return false;
    }
  }
}
