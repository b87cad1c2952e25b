package dev.javacdk.testkit.api;

import dev.javacdk.testkit.message.ApiRequest;
import dev.javacdk.testkit.message.ApiResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Consumer;

/** One connection of a client, served by one thread until either side ends it. */
final class Connection implements Runnable {

  private final Socket socket;
  private final Pipeline pipeline;
  private final Pause pause;
  private final Consumer<Socket> ended;

  Connection(Socket socket, Pipeline pipeline, Pause pause, Consumer<Socket> ended) {
    this.socket = socket;
    this.pipeline = pipeline;
    this.pause = pause;
    this.ended = ended;
  }

  @Override
  public void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      serve(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
    } catch (IOException | NumberFormatException e) {
      // The client left, talks no HTTP, or the server is closing: all end this connection only.
    } finally {
      ended.accept(socket);
    }
  }

  private void serve(InputStream in, OutputStream out) throws IOException {
    var reader = new RequestReader(in, out);
    var writer = new ResponseWriter(out);
    boolean open = true;
    while (open) {
      Optional<ApiRequest> request = reader.next();
      open = request.isPresent() && exchange(request.get(), in, writer);
    }
  }

  /** Answers one request; true if the connection stays open for the next. */
  private boolean exchange(ApiRequest request, InputStream in, ResponseWriter writer)
      throws IOException {
    Pipeline.Reply reply = pipeline.reply(request);
    ApiResponse response = reply.response();
    if (response == null) {
      if (reply.fault() instanceof Fault.Reset) {
        reset();
      } else {
        awaitClient(in);
      }
      return false;
    }
    if (reply.fault() instanceof Fault.Cut cut) {
      writer.half(response, cut.chunked());
      if (cut.reset()) {
        reset();
      }
      return false;
    }
    if (reply.fault() instanceof Fault.Slow slow) {
      if (!writer.slowly(response, slow.perByte(), pause)) {
        return false;
      }
    } else {
      writer.whole(response, !request.method().equals("HEAD"));
    }
    pipeline.delivered(request, reply);
    return !pause.ended() && !"close".equalsIgnoreCase(request.header("Connection").orElse(""));
  }

  private void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private static void awaitClient(InputStream in) throws IOException {
    while (in.read() >= 0) {
      // What the client still says is of no interest.
    }
  }
}
