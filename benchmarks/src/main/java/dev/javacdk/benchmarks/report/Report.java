package dev.javacdk.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** All findings of a run as JSON, with the machine that they are of. */
final class Report {

  private Report() {}

  static String of(Scale scale, List<Finding> findings) throws IOException {
    ObjectNode report = JsonMapper.shared().createObjectNode();
    report.put("at", Instant.now().toString());
    report.put("scale", scale.name().toLowerCase(java.util.Locale.ROOT));
    report.put("jvm", System.getProperty("java.vm.name") + " " + Runtime.version());
    report.put("cpu", cpu());
    report.put("cores", Runtime.getRuntime().availableProcessors());
    report.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    findings.forEach(finding -> report.withArray("/findings").add(finding.json()));
    return report.toPrettyString() + "\n";
  }

  private static String cpu() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(info).stream()
        .filter(line -> line.startsWith("model name"))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .orElse(System.getProperty("os.arch"));
  }
}
