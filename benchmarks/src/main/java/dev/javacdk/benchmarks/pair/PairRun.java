package dev.javacdk.benchmarks.pair;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Lets a benchmark and its rival run in turns of a moment each; who begins changes with each round.
 * The result is the median of the rounds' ratios, with the quartiles as its spread.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar dev.javacdk.benchmarks.pair.PairRun ReadLoop 4 50
 * </pre>
 *
 * <p>The arguments are the class, the seconds to warm up and the rounds. What is compared is the
 * CPU time of the thread, which other processes disturb least, unless the contest is about the
 * clock.
 */
public final class PairRun {

  private final Duration warmUp;
  private final int rounds;

  /** Warms up for this time, then lets both run this often. */
  public PairRun(Duration warmUp, int rounds) {
    this.warmUp = warmUp;
    this.rounds = rounds;
  }

  /**
   * What came of a contest.
   *
   * @param ratio the median of how fast the benchmark was, times its rival
   * @param low the lower quartile of that
   * @param high the upper quartile
   * @param nanos what an operation of the benchmark took
   * @param rivalNanos and of the rival
   * @param bytes what an operation allocated on its thread
   * @param rivalBytes and of the rival
   */
  public record Result(
      double ratio,
      double low,
      double high,
      double nanos,
      double rivalNanos,
      double bytes,
      double rivalBytes) {}

  public static void main(String[] args) throws ReflectiveOperationException, IOException {
    PairRun run =
        new PairRun(Duration.ofSeconds(Long.parseLong(args[1])), Integer.parseInt(args[2]));
    String name = args[0].replaceFirst("[.].*", "");
    for (Contest contest : Contest.of(Class.forName("dev.javacdk.benchmarks." + name))) {
      if (contest.toString().startsWith(args[0])) {
        System.out.println(contest + " " + run.measure(contest));
      }
    }
  }

  /** Runs one contest. */
  public Result measure(Contest contest) throws IOException {
    return measure(
        contest.command(contest.method().getName()), contest.command(contest.beside().value()));
  }

  /**
   * Runs two programs, each of which takes a turn for each line that comes in, and answers with
   * nanoseconds and bytes.
   */
  public Result measure(List<String> ownCommand, List<String> rivalCommand) throws IOException {
    try (Player own = new Player(ownCommand);
        Player rival = new Player(rivalCommand)) {
      long until = System.nanoTime() + warmUp.toNanos();
      do {
        own.stint();
        rival.stint();
      } while (System.nanoTime() < until);
      Stint[] mine = new Stint[rounds];
      Stint[] theirs = new Stint[rounds];
      for (int i = 0; i < rounds; i++) {
        if (i % 2 == 0) {
          mine[i] = own.stint();
          theirs[i] = rival.stint();
        } else {
          theirs[i] = rival.stint();
          mine[i] = own.stint();
        }
      }
      return result(mine, theirs);
    }
  }

  private Result result(Stint[] mine, Stint[] theirs) {
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      ratios[i] = theirs[i].nanos() / mine[i].nanos();
    }
    Arrays.sort(ratios);
    return new Result(
        at(ratios, 0.5),
        at(ratios, 0.25),
        at(ratios, 0.75),
        median(mine, false),
        median(theirs, false),
        median(mine, true),
        median(theirs, true));
  }

  private static double median(Stint[] stints, boolean bytes) {
    return at(
        Arrays.stream(stints).mapToDouble(s -> bytes ? s.bytes() : s.nanos()).sorted().toArray(),
        0.5);
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) (share * (sorted.length - 1))];
  }

  /** What an operation took in one turn. */
  private record Stint(double nanos, double bytes) {}

  /** The process of one of the two. */
  private static final class Player implements AutoCloseable {
    private final Process process;
    private final BufferedWriter turns;
    private final BufferedReader answers;

    Player(List<String> command) throws IOException {
      process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
      turns =
          new BufferedWriter(
              new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
      answers =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    Stint stint() throws IOException {
      turns.write("\n");
      turns.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IOException("the benchmark's process died");
      }
      int space = answer.indexOf(' ');
      return new Stint(
          Double.parseDouble(answer.substring(0, space)),
          Double.parseDouble(answer.substring(space + 1)));
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
