import com.fasterxml.jackson.databind.ObjectMapper;
import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import com.hubspot.jinjava.tree.Node;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An expression through Jinjava. Arguments: "render" or "parsed", the text, the context as JSON.
 *
 * <p>For each line that comes in it runs for 40 ms and answers with the nanoseconds of CPU and the
 * bytes that an evaluation took. "render" is what its documentation says, {@code
 * Jinjava.render(text, bindings)}, which parses; "parsed" keeps the tree and the interpreter, which
 * is all that can be kept.
 */
public final class Expressions {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");
  private static long length;

  public static void main(String[] args) throws Exception {
    // Arguments have no names in Jinjava's functions.
    String text = args[1].replace("format=", "");
    Map<String, Object> bindings = new ObjectMapper().readValue(args[2], Map.class);
    Jinjava jinjava = new Jinjava();
    jinjava
        .getGlobalContext()
        .registerFunction(
            new ELFunctionDefinition(
                "", "day_delta", Expressions.class, "dayDelta", long.class, String.class));
    Supplier<String> evaluation =
        args[0].equals("render")
            ? () -> jinjava.render(text, bindings)
            : parsed(jinjava, text, bindings);
    System.err.println("Jinjava: " + text + " is " + evaluation.get());
    BufferedReader turns =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (turns.readLine() != null) {
      System.out.println(stint(evaluation));
    }
    System.exit(length < 0 ? 1 : 0);
  }

  private static Supplier<String> parsed(
      Jinjava jinjava, String text, Map<String, Object> bindings) {
    JinjavaInterpreter interpreter =
        new JinjavaInterpreter(
            jinjava,
            new Context(jinjava.getGlobalContextCopy(), bindings),
            jinjava.getGlobalConfig());
    JinjavaInterpreter.pushCurrent(interpreter);
    Node tree = interpreter.parse(text);
    return () -> interpreter.render(tree);
  }

  private static String stint(Supplier<String> evaluation) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long bytes = threads.getThreadAllocatedBytes(thread);
    long begun = threads.getCurrentThreadCpuTime();
    long until = System.nanoTime() + 40_000_000;
    long evaluations = 0;
    do {
      for (int i = 0; i < 100; i++) {
        length += evaluation.get().length();
      }
      evaluations += 100;
    } while (System.nanoTime() < until);
    double nanos = (threads.getCurrentThreadCpuTime() - begun) / (double) evaluations;
    return nanos
        + " "
        + (threads.getThreadAllocatedBytes(thread) - bytes) / (double) evaluations;
  }

  /** The kit's macro, as it would be written for Jinjava. */
  public static String dayDelta(long days, String format) {
    if (!format.equals("%Y-%m-%d")) {
      throw new IllegalArgumentException(format);
    }
    return OffsetDateTime.now(ZoneOffset.UTC).plusDays(days).format(DAY);
  }
}
