package dev.javacdk.testkit.process;

/** Where every thread beside a connector process is born: daemons named after its id. */
final class ProcessThreads {

  private ProcessThreads() {}

  static Thread start(String what, long processId, Runnable task) {
    var thread = new Thread(task, "connector-" + processId + "-" + what);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
