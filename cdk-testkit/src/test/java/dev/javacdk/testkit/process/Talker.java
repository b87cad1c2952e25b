package dev.javacdk.testkit.process;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A small connector for the tests: what it says is chosen by its first argument. */
public final class Talker {

  private Talker() {}

  /** Speaks, and then ends, waits or is killed. */
  public static void main(String[] args) throws Exception {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    switch (args[0]) {
      case "two" -> {
        out.println(Messages.record("contacts", "1").line());
        out.println(Messages.state("contacts", 1).line());
      }
      case "torn" -> {
        out.print(Messages.record("contacts", "ä").line() + "\n");
        out.print("no message\n");
        out.print(Messages.state("contacts", 7).line());
        out.flush();
        Runtime.getRuntime().halt(3);
      }
      case "endless" -> {
        for (int i = 1; ; i++) {
          out.println(Messages.record("contacts", Integer.toString(i)).line());
          out.println(Messages.state("contacts", i).line());
        }
      }
      case "many" -> {
        var fast = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int count = Integer.parseInt(args[1]);
        for (int i = 1; i <= count; i++) {
          fast.println(Messages.record("contacts", Integer.toString(i)).line());
        }
        fast.flush();
      }
      case "wait" -> {
        out.println(Messages.record("contacts", "1").line());
        new CountDownLatch(1).await();
      }
      default -> {
        for (int i = 0; i < 10_000; i++) {
          System.err.println("complaint " + i);
        }
        System.err.print(System.getProperty("talker.word") + System.getenv("TALKER_WORD"));
        System.exit(4);
      }
    }
  }
}
