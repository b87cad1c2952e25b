package dev.javacdk.http;

import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.http.fake.FakeKit;
import dev.javacdk.http.paging.Paging;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/** Serves and reads one page of many megabytes in one process; prints how many records it had. */
final class LargeBody {

  private static final String RECORD = "{\"id\":1234567,\"text\":\"" + "x".repeat(1000) + "\"}";

  private LargeBody() {}

  static long records(int megabytes) {
    return megabytes * 1_000L;
  }

  public static void main(String[] args) throws Exception {
    int megabytes = Integer.parseInt(args[0]);
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> serve(server, records(megabytes)), "large-body");
      thread.setDaemon(true);
      thread.start();
      HttpStream stream =
          HttpApi.at("http://127.0.0.1:" + server.getLocalPort()).retries(Fast.retries(1)).stream(
                  "large")
              .get("/large")
              .records("/items")
              .paging(Paging.token("/next").query("after"));
      CountingOutput output = new CountingOutput();
      StreamSlice all = StreamSlice.of(Partition.whole(), CursorPosition.start());
      stream.reader(Partition.whole()).readPage(all, output, new FakeKit());
      System.out.println(output.count + " records");
    }
  }

  private static void serve(ServerSocket server, long records) {
    try (Socket socket = server.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16)) {
      String line = in.readLine();
      while (line != null && !line.isEmpty()) {
        line = in.readLine();
      }
      out.write(
          "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"items\":["
              .getBytes(StandardCharsets.US_ASCII));
      byte[] record = RECORD.getBytes(StandardCharsets.US_ASCII);
      for (long i = 0; i < records; i++) {
        if (i > 0) {
          out.write(',');
        }
        out.write(record);
      }
      out.write("],\"next\":null}".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class CountingOutput implements RecordOutput {
    private long count;

    @Override
    public void emit(JsonNode record) {
      count++;
    }

    @Override
    public void emit(JsonParser parser) {
      count++;
      parser.skipChildren();
    }

    @Override
    public void emitValue(Object record) {
      count++;
    }

    @Override
    public boolean discardPage() {
      return false;
    }
  }
}
