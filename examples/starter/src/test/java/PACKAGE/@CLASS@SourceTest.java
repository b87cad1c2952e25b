package @PACKAGE@;

import dev.javacdk.testkit.api.LocalApi;
import dev.javacdk.testkit.process.ConnectorProcess;
import dev.javacdk.testkit.source.ChangeTests;
import dev.javacdk.testkit.source.Changes;
import dev.javacdk.testkit.source.CrashTests;
import dev.javacdk.testkit.source.FaultTests;
import dev.javacdk.testkit.source.ProcessTests;
import dev.javacdk.testkit.source.SourceTests;
import dev.javacdk.testkit.source.SourceTrial;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The connector against an API on this machine: what it says, and whether anything is lost. */
class @CLASS@SourceTest {

  private static LocalApi api;

  @BeforeAll
  static void start() {
    api = @CLASS@Api.start(0);
  }

  @AfterAll
  static void close() {
    api.close();
  }

  private static SourceTrial trial() {
    String config = "{\"api_key\": \"%s\", \"base_url\": \"%s\"}";
    return SourceTrial.of(new @CLASS@Source(), config.formatted(@CLASS@Api.KEY, api.baseUrl()))
        .badConfig(config.formatted("a-wrong-key", api.baseUrl()))
        .has("customers", @CLASS@Api.CUSTOMERS.size())
        .mostCuts(10);
  }

  @TestFactory
  Stream<DynamicNode> whatTheSourceSaysIsTrue() {
    return SourceTests.of(trial());
  }

  @TestFactory
  Stream<DynamicNode> nothingIsLostWhereverItIsCutOff() {
    return CrashTests.of(trial());
  }

  @TestFactory
  Stream<DynamicNode> nothingIsLostToFaults() {
    return FaultTests.of(trial(), api, 1);
  }

  @TestFactory
  Stream<DynamicNode> nothingIsLostToRowsThatChange() {
    Changes customers = Changes.of("customers", @CLASS@Api.CUSTOMERS);
    return ChangeTests.of(trial(), api, List.of(customers), 1, 2, 3);
  }

  @TestFactory
  Stream<DynamicNode> nothingIsLostByTheProcess() {
    String main = @CLASS@Source.class.getName();
    return ProcessTests.of(trial(), () -> ConnectorProcess.mainClass(main), 1);
  }
}
