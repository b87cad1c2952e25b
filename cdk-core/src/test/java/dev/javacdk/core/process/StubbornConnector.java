package dev.javacdk.core.process;

import dev.javacdk.api.Connector;
import dev.javacdk.api.Streams;
import dev.javacdk.api.state.Progress;
import dev.javacdk.core.run.TestSource;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.databind.node.JsonNodeFactory;

/** A connector without end, that prints where it should not. Run as a process of its own. */
public final class StubbornConnector {

  private static final Logger JUL = Logger.getLogger("library");

  private StubbornConnector() {}

  public static void main(String[] args) {
    Connector.run(
        new TestSource(
            Streams.paged(
                "endless",
                (slice, output, context) -> {
                  long page = slice.cursor().number("page", 0);
                  System.out.println("a library says hello on page " + page);
                  JUL.log(Level.WARNING, "a library warns of page {0}", page);
                  JUL.fine("a library says little");
                  output.emit(JsonNodeFactory.instance.objectNode().put("id", page));
                  TimeUnit.MILLISECONDS.sleep(2);
                  return Progress.next("page", page + 1);
                })),
        args);
  }
}
