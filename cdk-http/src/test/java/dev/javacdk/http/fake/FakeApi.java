package dev.javacdk.http.fake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** An HTTP server on loopback whose answers, and faults, come from a function. */
public final class FakeApi implements AutoCloseable {

  private final ServerSocket server;
  private final Function<Asked, Reply> answers;
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  public FakeApi(Function<Asked, Reply> answers) {
    this.answers = answers;
    try {
      this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon("fake-api", this::accept);
  }

  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  public List<String> targets() {
    return asked.stream().map(Asked::target).toList();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        daemon("fake-api-connection", () -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream()) {
      socket.setTcpNoDelay(true);
      boolean goOn = true;
      while (goOn) {
        String line = line(in);
        if (line.isEmpty()) {
          return;
        }
        Asked request = request(line, in);
        asked.add(request);
        goOn = answer(answers.apply(request), socket, out);
      }
    } catch (IOException | InterruptedException e) {
      // the client went away
    } finally {
      open.remove(socket);
    }
  }

  private boolean answer(Reply reply, Socket socket, OutputStream out)
      throws IOException, InterruptedException {
    byte[] body = reply.body();
    switch (reply.fault()) {
      case RESET -> {
        socket.setSoLinger(true, 0);
        return false;
      }
      case SILENT -> {
        closed.await();
        return false;
      }
      default -> out.write(head(reply).getBytes(StandardCharsets.US_ASCII));
    }
    switch (reply.fault()) {
      case TRUNCATED -> out.write(body, 0, body.length / 2);
      case STALLED -> {
        out.write(body, 0, body.length / 2);
        out.flush();
        closed.await();
      }
      case DRIBBLE -> {
        for (byte b : body) {
          out.write(b);
          out.flush();
          if (closed.await(20, TimeUnit.MILLISECONDS)) {
            return false;
          }
        }
      }
      default -> out.write(body);
    }
    out.flush();
    return reply.fault() == Reply.Fault.NONE || reply.fault() == Reply.Fault.DRIBBLE;
  }

  private static String head(Reply reply) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " X\r\n");
    reply.headers().forEach(header -> head.append(header).append("\r\n"));
    if (reply.fault() != Reply.Fault.UNFRAMED) {
      head.append("Content-Length: ").append(reply.body().length).append("\r\n");
    } else {
      head.append("Connection: close\r\n");
    }
    return head.append("\r\n").toString();
  }

  private static Asked request(String line, InputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    String[] parts = line.split(" ", -1);
    return new Asked(parts[0], parts[1], headers, body);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
