package dev.javacdk.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.flink.Cluster.Run;
import dev.javacdk.flink.savepoint.SavepointState;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state of a job comes out of its savepoint by a command. */
class SavepointStateTest {

  private static final int SHELVES = 120;

  private static final String BOOKS =
      """
      {"began":"2026-01-01T00:00:00Z","streams":[{"stream":"books","next":1,"records":0,"told":0,\
      "state":{},"done":false,"out":[]}]}\
      """;

  @TempDir Path folder;

  /** What the command has said. */
  private record Said(int exit, String stdout, String stderr) {}

  @BeforeEach
  void clear() {
    CommittedSink.clear();
    Library.open(n -> {});
  }

  @ParameterizedTest
  @ValueSource(strings = {"books", "loans"})
  void savepointGoesOnOnOneMachine(String stream) throws Exception {
    String savepoint = savepointInMidWork(stream);
    List<String> committed = CommittedSink.committed();
    assertThat(committed).as("the job has read some").isNotEmpty();

    Said said = run(savepoint);
    assertThat(said.exit()).as(said.stderr()).isZero();
    assertThat(Library.requests()).as("requests of the command").isZero();

    OneMachine.Attempt rest = new OneMachine(folder).read(stream, SHELVES, said.stdout());
    List<String> read = new ArrayList<>(committed);
    read.addAll(rest.ids());
    assertThat(read).containsExactlyInAnyOrderElementsOf(LibrarySource.allOf(stream, SHELVES));
    if (stream.equals("books")) {
      Set<String> pages = new HashSet<>(Library.pages());
      assertThat(committed.stream().map(LibrarySource::pageOf).collect(Collectors.toSet()))
          .as("pages that were committed")
          .doesNotContainAnyElementsOf(pages);
    }
  }

  /** Of a job whose API answers so often and then hangs. */
  private String savepointInMidWork(String... streams) throws Exception {
    Semaphore due = new Semaphore(0);
    CountDownLatch never = new CountDownLatch(1);
    Library.open(n -> {
      if (n >= (streams[0].equals("letters") ? 6 : 40)) {
        due.release();
        HandedOverTest.await(never);
      }
    });
    JobID job = Cluster.shared().start(ReadingInAClusterTest.source(SHELVES, streams), Run.of(3));
    due.acquire();
    String savepoint = stopWhereAllRun(job);
    Library.open(n -> {});
    return savepoint;
  }

  /** Some readers may not run yet: then there is no savepoint. */
  private String stopWhereAllRun(JobID job) throws Exception {
    while (true) {
      try {
        return Cluster.shared().stopWithSavepoint(job, folder);
      } catch (ExecutionException e) {
        assertThat(e).hasStackTraceContaining("Not all required tasks are currently running");
      }
    }
  }

  @Test
  void stateOfEachStreamIsALine() throws Exception {
    Said said = run(savepointInMidWork("books", "visits", "posters"));
    assertThat(said.stdout().lines())
        .as("those of streams that can go on")
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"type\":\"STATE\""))
        .anyMatch(line -> line.contains("\"name\":\"books\""))
        .anyMatch(line -> line.contains("\"name\":\"visits\""));
  }

  @Test
  void pathWithoutASavepointIsNamed() throws Exception {
    String nowhere = folder.resolve("nowhere").toString();
    assertFails(run(nowhere), "there is no savepoint at " + nowhere);
    assertFails(run(folder.toString()), "there is no savepoint at " + folder, "_metadata");
    Path text = Files.writeString(folder.resolve("text"), "a text");
    assertFails(run(text.toString()), "what is at " + text + " is no savepoint");
  }

  @Test
  void savepointOfOtherSourcesIsRefused() throws Exception {
    String savepoint = savepoint(operator("files", 1, "some bytes"), operator("sink", -1, ""));
    assertFails(run(savepoint), "has no source of the kit among its 2 operators");
  }

  @Test
  void oneOfSeveralSourcesIsChosenByItsUid() throws Exception {
    String savepoint =
        savepoint(
            operator("first", 1, BOOKS),
            operator("other", 1, "[]"),
            operator("second", 1, BOOKS.replace("books", "letters")));
    assertFails(
        run(savepoint), "choose by --uid among 'uid-first' (books), 'uid-second' (letters)");
    assertFails(
        run(savepoint, "--uid", "third"),
        "no source that is called 'third': it has 'uid-first' (books), 'uid-second' (letters)");
    for (String name : List.of("uid-first", "first", id("first").toString())) {
      Said said = run(savepoint, "--uid", name);
      assertThat(said.stderr()).doesNotContain("ERROR");
      assertThat(said.stdout()).contains("\"name\":\"books\"").doesNotContain("letters");
    }
  }

  @Test
  void stateOfAnotherVersionIsRefused() throws Exception {
    assertFails(
        run(savepoint(operator("first", 99, BOOKS))),
        "source 'uid-first': an enumerator's state of version 99 cannot be read by this one");
  }

  @Test
  void splitThatNoReaderHasWrittenIsMissed() throws Exception {
    Path whole = Path.of(URI.create(savepointInMidWork("books")));
    CheckpointMetadata metadata;
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(whole.resolve("_metadata")))) {
      metadata =
          Checkpoints.loadCheckpointMetadata(in, getClass().getClassLoader(), whole.toString());
    }
    OperatorState library =
        metadata.getOperatorStates().stream()
            .filter(operator -> operator.getCoordinatorState() != null)
            .findFirst()
            .orElseThrow();
    OperatorState alone = new OperatorState("library", "uid", library.getOperatorID(), 3, 16);
    alone.setCoordinatorState(library.getCoordinatorState());
    assertFails(
        run(savepoint(alone)), "stream 'books' has splits that no reader has written", "damaged");
  }

  @Test
  void sourceThatLacksTheStreamIsNamed() throws Exception {
    String savepoint = savepoint(operator("first", 1, BOOKS.replace("books", "boks")));
    assertFails(run(savepoint), "stream 'boks', which this source does not have", "'books'?");
    assertFails(
        call("--savepoint", savepoint, "--config", config(), "--source", "com.acme.Nothing"),
        "there is no class com.acme.Nothing");
  }

  @Test
  void secretOfTheConfigIsNotSaid() throws Exception {
    String savepoint = savepoint(operator("first", 1, BOOKS));
    Path config =
        Files.writeString(
            folder.resolve("wrong.json"),
            "{\"shelves\":\"open-sesame\",\"token\":\"open-sesame\"}");
    Said said =
        call(
            "--savepoint",
            savepoint,
            "--config",
            config.toString(),
            "--source",
            LibrarySource.class.getName());
    assertFails(said, "shelves");
    assertThat(said.stdout() + said.stderr()).doesNotContain("open-sesame");
    assertFails(
        call("--savepoint", savepoint, "--config", "none.json", "--source", "X"),
        "there is no config file none.json");
  }

  @Test
  void mistakesOfTheCallerAreAnsweredWithTheUsage() {
    Said lacking = call("--savepoint", "x");
    assertThat(lacking.exit()).isEqualTo(2);
    assertThat(lacking.stderr()).contains("--source", "--config", "Usage: ");
    Said help = call("--help");
    assertThat(help.exit()).isZero();
    assertThat(help.stdout()).contains("Usage: ", "Example: ");
  }

  private static void assertFails(Said said, String... words) {
    assertThat(said.exit()).as(said.stderr()).isEqualTo(1);
    assertThat(said.stdout()).isEmpty();
    assertThat(said.stderr().lines().filter(line -> line.startsWith("ERROR")).toList())
        .hasSize(1)
        .allSatisfy(line -> assertThat(line).contains(words));
  }

  private Said run(String savepoint, String... more) throws IOException {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--savepoint",
                savepoint,
                "--config",
                config(),
                "--source",
                LibrarySource.class.getName()));
    args.addAll(List.of(more));
    return call(args.toArray(String[]::new));
  }

  private static Said call(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        new SavepointState(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
            .run(List.of(args));
    return new Said(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  private String config() throws IOException {
    return Files.writeString(folder.resolve("c.json"), LibrarySource.config(SHELVES)).toString();
  }

  // Savepoints as Flink writes them

  private static OperatorID id(String name) {
    return new OperatorID(name.hashCode(), 1);
  }

  /** With the state of an enumerator, of a version; or without, where that is negative. */
  private static OperatorState operator(String name, int version, String state) throws IOException {
    OperatorState operator = new OperatorState(name, "uid-" + name, id(name), 1, 16);
    if (version >= 0) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        byte[] json = state.getBytes(UTF_8);
        out.writeInt(1);
        out.writeInt(version);
        out.writeInt(json.length);
        out.write(json);
      }
      operator.setCoordinatorState(new ByteStreamStateHandle(name, bytes.toByteArray()));
    }
    return operator;
  }

  private String savepoint(OperatorState... operators) throws IOException {
    Path at = Files.createTempDirectory(folder, "savepoint");
    try (OutputStream out = Files.newOutputStream(at.resolve("_metadata"))) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(7, List.of(operators), List.of()), out);
    }
    return at.toUri().toString();
  }
}
