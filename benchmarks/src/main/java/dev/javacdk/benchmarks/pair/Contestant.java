package dev.javacdk.benchmarks.pair;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * One method of a benchmark class in a process of its own. For each line that comes in it runs for
 * a moment, and answers with what an operation took: nanoseconds of CPU or of the clock, and bytes
 * allocated. Ends with its input.
 */
final class Contestant {

  private static final long STINT_NANOS = 40_000_000;

  private final Object instance;
  private final Method method;
  private final boolean wall;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Contestant(Object instance, Method method, boolean wall) {
    this.instance = instance;
    this.method = method;
    this.wall = wall;
  }

  /** Arguments: the class, the method, the value of its parameter or "", "wall" or "cpu". */
  public static void main(String[] args) throws ReflectiveOperationException, IOException {
    Class<?> type = Class.forName(args[0]);
    Contestant contestant =
        new Contestant(instance(type, args[2]), type.getMethod(args[1]), args[3].equals("wall"));
    BufferedReader turns =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (turns.readLine() != null) {
      System.out.println(contestant.stint());
    }
    System.exit(0); // Whatever threads the benchmark has started.
  }

  private static Object instance(Class<?> type, String param) throws ReflectiveOperationException {
    Object instance = type.getConstructor().newInstance();
    for (Field field : type.getDeclaredFields()) {
      if (field.isAnnotationPresent(Param.class)) {
        field.setAccessible(true);
        field.set(instance, field.getType() == int.class ? Integer.valueOf(param) : param);
      }
    }
    for (Method method : type.getMethods()) {
      if (method.isAnnotationPresent(Setup.class)) {
        method.invoke(instance);
      }
    }
    return instance;
  }

  private String stint() throws ReflectiveOperationException {
    long thread = Thread.currentThread().getId();
    long bytes = threads.getThreadAllocatedBytes(thread);
    long begun = now();
    long until = System.nanoTime() + STINT_NANOS;
    long invocations = 0;
    do {
      call();
      invocations++;
    } while (System.nanoTime() < until);
    double operations = (double) invocations * operations();
    double nanos = (now() - begun) / operations;
    return nanos + " " + (threads.getThreadAllocatedBytes(thread) - bytes) / operations;
  }

  private long operations() {
    OperationsPerInvocation many = method.getAnnotation(OperationsPerInvocation.class);
    return many == null ? 1 : many.value();
  }

  private void call() throws ReflectiveOperationException {
    try {
      method.invoke(instance);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(method + " failed", e.getCause());
    }
  }

  private long now() {
    return wall ? System.nanoTime() : threads.getCurrentThreadCpuTime();
  }
}
