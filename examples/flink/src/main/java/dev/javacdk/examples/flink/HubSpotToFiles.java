package dev.javacdk.examples.flink;

import dev.javacdk.examples.hubspot.HubSpotSource;
import dev.javacdk.flink.ConnectorFlinkSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Reads contacts and their notes of HubSpot into files of RECORD messages, each record once, by a
 * job of Flink in this process: {@code HubSpotToFiles CONFIG FOLDER [STATE]}. Where the streams
 * stand is added to {@code states.jsonl} in the folder, which one machine takes as {@code --state}.
 */
public final class HubSpotToFiles {

  private HubSpotToFiles() {}

  /** Runs the job. */
  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      throw new IllegalArgumentException("expected CONFIG FOLDER [STATE]");
    }
    Path folder = Files.createDirectories(Path.of(args[1]));
    String states = folder.resolve("states.jsonl").toString();
    ConnectorFlinkSource<String> source =
        ConnectorFlinkSource.of(
                HubSpotSource::new, Files.readString(Path.of(args[0])), "contacts", "notes")
            .from(args.length > 2 ? Files.readString(Path.of(args[2])) : "")
            .tellStates(line ->
                Files.writeString(
                    Path.of(states),
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND));
    var env = StreamExecutionEnvironment.createLocalEnvironment(4);
    env.enableCheckpointing(500);
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "hubspot")
        .sinkTo(
            FileSink.forRowFormat(
                    new org.apache.flink.core.fs.Path(folder.toUri()),
                    new SimpleStringEncoder<String>())
                .build());
    env.execute("hubspot");
  }
}
