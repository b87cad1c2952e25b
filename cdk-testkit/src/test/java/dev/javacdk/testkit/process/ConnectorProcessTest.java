package dev.javacdk.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorProcessTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void linesBecomeMessages() {
    try (ConnectorProcess process = talker("two").start()) {
      assertThat(process.await(LONG)).isZero();
      assertThat(process.messages())
          .containsExactly(Messages.record("contacts", "1"), Messages.state("contacts", 1));
      assertThat(process.incompleteLine()).isEmpty();
      assertThat(process.strayLines()).isEmpty();
      assertThat(process.exitCode()).hasValue(0);
    }
  }

  @Test
  void theTornLastLineIsNoMessageEvenIfItIsWholeJson() {
    try (ConnectorProcess process = talker("torn").start()) {
      assertThat(process.await(LONG)).isEqualTo(3);
      assertThat(process.messages()).containsExactly(Messages.record("contacts", "ä"));
      assertThat(process.incompleteLine()).isEqualTo(Messages.state("contacts", 7).line());
      assertThat(process.strayLines()).isEqualTo("no message");
      assertThat(StateLines.of(process.messages()).of("contacts")).isEmpty();
    }
  }

  @Test
  void aProcessIsKilledAfterTheNthMessageAndOnlyWholeLinesCount() {
    try (ConnectorProcess process = talker("endless").killAfter(25).start()) {
      assertThat(process.await(LONG)).isEqualTo(137);

      List<ProtocolMessage> messages = process.messages();
      assertThat(messages).hasSizeGreaterThanOrEqualTo(25);
      long states = messages.stream().filter(ProtocolMessage::isState).count();
      assertThat(StateLines.of(messages).of("contacts").orElseThrow())
          .hasToString("{\"page\":" + states + "}");
      Delivered delivered = Delivered.keyedBy("id").attempt(messages);
      assertThat(
              delivered.lost(
                  "contacts",
                  IntStream.rangeClosed(1, (int) states).mapToObj(Integer::toString).toList()))
          .isEmpty();
      assertThat(delivered.keys("contacts")).hasSize((int) states);
    }
  }

  @Test
  void aProcessIsKilledWhenAMessageSaysSo() {
    try (ConnectorProcess process =
        talker("endless")
            .killWhen(message -> message.isState() && message.data().path("page").asInt() == 40)
            .start()) {
      assertThat(process.await(LONG)).isEqualTo(137);
      assertThat(process.messageCount()).isGreaterThanOrEqualTo(80);
    }
  }

  @Test
  void aProcessIsKilledAtARandomMoment() {
    try (ConnectorProcess process =
        talker("wait").killAtRandom(11, Duration.ofSeconds(1)).start()) {
      assertThat(process.await(LONG)).isEqualTo(137);
    }
  }

  @Test
  void aProcessIsAskedToStop() {
    try (ConnectorProcess process =
        talker("wait").terminateWhen(ProtocolMessage::isRecord).start()) {
      assertThat(process.await(LONG)).isEqualTo(143);
      assertThat(process.messages()).hasSize(1);
    }
  }

  @Test
  void aProcessThatRunsTooLongIsKilledAndReported() {
    try (ConnectorProcess process = talker("wait").start()) {
      assertThat(process.exitCode()).isEmpty();
      assertThatThrownBy(() -> process.await(Duration.ofMillis(300)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("PT0.3S");
      assertThat(process.await(LONG)).isEqualTo(137);
    }
  }

  @Test
  void aListenerConsumesLinesWithoutKeepingThem() {
    var seen = new AtomicLong();
    try (ConnectorProcess process =
        talker("many")
            .args("100000")
            .onMessage(message -> seen.incrementAndGet())
            .withoutKeeping()
            .start()) {
      assertThat(process.await(LONG)).isZero();
      assertThat(seen).hasValue(100_000);
      assertThat(process.messageCount()).isEqualTo(100_000);
      assertThat(process.messages()).isEmpty();
    }
  }

  @Test
  void whatAListenerThrowsComesOutOfTheWait() {
    try (ConnectorProcess process =
        talker("two")
            .onMessage(message -> {
              throw new IllegalArgumentException("not this one");
            })
            .start()) {
      assertThatThrownBy(() -> process.await(LONG)).hasRootCauseMessage("not this one");
      assertThat(process.messageCount()).isEqualTo(2);
    }
  }

  @Test
  void theEndOfStderrIsKeptAndOptionsReachTheProcess() {
    try (ConnectorProcess process =
        talker("complain")
            .jvmOptions("-Dtalker.word=loud", "-Xmx32m")
            .environment("TALKER_WORD", "ly")
            .start()) {
      assertThat(process.await(LONG)).isEqualTo(4);
      assertThat(process.stderr())
          .endsWith("complaint 9999\nloudly")
          .doesNotContain("complaint 1\n")
          .hasSizeLessThan(70_000);
    }
  }

  @Test
  void aJarIsRun(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("talker.jar");
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "absent.Main");
    try (OutputStream out = Files.newOutputStream(jar);
        var written = new JarOutputStream(out, manifest)) {
      written.finish();
    }

    try (ConnectorProcess process = ConnectorProcess.jar(jar).args("spec").start()) {
      assertThat(process.await(LONG)).isEqualTo(1);
      assertThat(process.stderr()).contains("absent.Main");
    }
  }

  @Test
  void noThreadIsLeftBehind() {
    try (ConnectorProcess process = talker("two").start()) {
      process.await(LONG);

      String prefix = "connector-" + process.pid() + "-";
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().startsWith(prefix));
    }
  }

  private static ConnectorProcess.Builder talker(String mode) {
    return ConnectorProcess.mainClass(Talker.class.getName()).jvmOptions("-Xshare:auto").args(mode);
  }
}
