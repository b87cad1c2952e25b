package dev.javacdk.http.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy that wants to know who asks, and tunnels every CONNECT to one port of this machine,
 * whatever host it names.
 */
public final class Tunnel implements AutoCloseable {

  /** The head of each request that came. */
  public final List<String> heads = new CopyOnWriteArrayList<>();

  private final ServerSocket socket;
  private final int target;
  private final String authorization;

  /** A tunnel to this port for who says this in {@code Proxy-Authorization}. */
  public Tunnel(int target, String authorization) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    this.authorization = authorization;
    start(this::accept);
  }

  public int port() {
    return socket.getLocalPort();
  }

  private static void start(Runnable body) {
    Thread thread = new Thread(body, "tunnel");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        start(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      String head = head(client.getInputStream());
      heads.add(head);
      if (!head.contains("Proxy-Authorization: " + authorization + "\r\n")) {
        say(client, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
        return;
      }
      say(client, "HTTP/1.1 200 Connection established\r\n\r\n");
      start(() -> pump(server, client));
      pump(client, server);
    } catch (IOException e) {
      // One of the two is gone.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("closed");
      }
      head.append((char) b);
    }
    return head.toString();
  }

  private static void say(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void pump(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      // One of the two is gone.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
