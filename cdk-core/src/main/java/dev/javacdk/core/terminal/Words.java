package dev.javacdk.core.terminal;

import dev.javacdk.core.message.MessageLines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands where stdout would while people look: says each message in words, the answer on standard
 * output, and what is to be known besides on standard error. Confined to the thread that writes.
 */
public final class Words implements MessageLines.Reader {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OutputStream out;
  private final Screen screen;
  private final int width;
  private final MessageWords words;
  private String failure = "";

  /**
   * Words.
   *
   * @param debug whether what only explains is wanted, too
   */
  public Words(OutputStream out, Screen screen, int width, boolean debug) {
    this.out = out;
    this.screen = screen;
    this.width = width;
    this.words = new MessageWords(debug);
  }

  @Override
  public void take(String line) throws IOException {
    JsonNode message = JSON.readTree(line);
    switch (message.path("type").asString("")) {
      case "SPEC" -> answer(SpecWords.of(message.path("spec"), width));
      case "CATALOG" -> answer(CatalogWords.of(message.path("catalog"), width));
      case "CONNECTION_STATUS" -> answer(List.of(status(message.path("connectionStatus"))));
      default -> {
        failure = message.at("/trace/error/message").asString(failure);
        words.of(message).ifPresent(screen::say);
      }
    }
  }

  /** The answer of a check; why it failed is said once. */
  private String status(JsonNode status) {
    if (status.path("status").asString("").equals("SUCCEEDED")) {
      return "The check succeeded: the config works.";
    }
    String why = status.path("message").asString("");
    return why.equals(failure) ? "The check failed." : "The check failed: " + why;
  }

  private void answer(List<String> lines) throws IOException {
    for (String line : lines) {
      out.write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
    }
    out.flush();
  }
}
