package dev.javacdk.concurrent.coordinator;

import static dev.javacdk.concurrent.coordinator.Reading.child;
import static dev.javacdk.core.run.TestRecords.parents;
import static dev.javacdk.core.run.TestRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.state.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Where workers are virtual threads, the kit itself never pins one. */
@EnabledForJreRange(min = JRE.JAVA_24)
class PinningTest {

  private static final String PINNED = "jdk.VirtualThreadPinned";

  @TempDir Path folder;

  private List<RecordedEvent> pinnedWhile(Runnable work) throws IOException {
    Path file = folder.resolve("pinned.jfr");
    try (Recording recording = new Recording()) {
      recording.enable(PINNED).withThreshold(Duration.ZERO).withStackTrace();
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    Files.delete(file);
    return events.stream().filter(event -> event.getEventType().getName().equals(PINNED)).toList();
  }

  private static void park() {
    LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
  }

  private static PageReader parking() {
    return (slice, output, context) -> {
      synchronized (PinningTest.class) { // As a library of the author's may do.
        park();
      }
      record(output, slice.partition().text("parent", ""));
      return Progress.complete();
    };
  }

  private static Reading crowded() {
    Reading reading = Reading.by(16).stream(child(parents(300, 50), parking()));
    return reading.settings(reading.settings().queueBytes(100).queueItems(2));
  }

  @Test
  void noWorkerIsPinnedInASync() throws IOException {
    crowded().read(); // Loading a class pins too, once in a process.
    assertThat(pinnedWhile(crowded()::read)).isEmpty();
  }

  /** Initialised while a virtual thread is in native code below it: that pins. */
  private static final class ParksWhileInitialised {
    static {
      park();
    }

    static void touch() {}
  }

  @Test
  void aDeliberatePinIsSeen() throws IOException {
    PageReader pinning =
        (slice, output, context) -> {
          ParksWhileInitialised.touch();
          return Progress.complete();
        };
    Reading reading = Reading.by(2).stream(child(parents(2, 2), pinning));
    assertThat(pinnedWhile(reading::read)).isNotEmpty();
  }
}
