package dev.javacdk.examples.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** An API that writes a secret back: a path for each way that APIs have for it. */
final class EchoingApi implements AutoCloseable {

  enum Way {
    ERROR_MESSAGE,
    ERROR_AS_PLAIN_TEXT,
    ERROR_URL_ENCODED,
    ERROR_AS_BASIC_CREDENTIALS,
    PAGE_TITLE,
    REFUSED_LOGIN,
    REDIRECT,
    LINK_TO_ANOTHER_HOST,
    UNREADABLE_LINK_HEADER,
    FLAG,
    COUNT,
    BROKEN_BODY,
    RECORD_WITHOUT_ITS_KEYSET,
    NAME_OF_A_FIELD,
    RATE_LIMIT_REASON
  }

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private final String secret;

  EchoingApi(String secret) throws IOException {
    this.secret = secret;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newSingleThreadExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String text = JSON.writeValueAsString(secret);
    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    Way way = Way.valueOf(exchange.getRequestURI().getPath().substring(1));
    switch (way) {
      case ERROR_MESSAGE -> send(exchange, 400, "{\"message\":" + text + "}");
      case ERROR_AS_PLAIN_TEXT -> send(exchange, 400, "bad token " + secret + "!");
      case ERROR_URL_ENCODED -> send(exchange, 400, "{\"message\":\"?key=" + encoded + "\"}");
      case ERROR_AS_BASIC_CREDENTIALS -> {
        byte[] pair = ("someone:" + secret).getBytes(StandardCharsets.UTF_8);
        send(exchange, 400, "Basic " + Base64.getEncoder().encodeToString(pair));
      }
      case PAGE_TITLE -> send(exchange, 400, "<html><title>" + secret + "</title></html>");
      case REFUSED_LOGIN -> send(exchange, 401, "{\"error\":{\"message\":" + text + "}}");
      case REDIRECT -> {
        exchange.getResponseHeaders().add("Location", "http://127.0.0.9:1/x?token=" + encoded);
        send(exchange, 302, "");
      }
      case LINK_TO_ANOTHER_HOST ->
          send(exchange, 200, page("\"next\":\"http://127.0.0.9:1/x?k=" + encoded + "\""));
      case UNREADABLE_LINK_HEADER -> {
        exchange.getResponseHeaders().add("Link", "next=" + encoded);
        send(exchange, 200, page("\"x\":1"));
      }
      case FLAG -> send(exchange, 200, page("\"more\":" + text));
      case COUNT -> send(exchange, 200, page("\"more\":true,\"total\":" + text));
      case BROKEN_BODY -> send(exchange, 200, "{\"items\":[{\"id\":1}], " + secret + "}");
      case RECORD_WITHOUT_ITS_KEYSET -> send(exchange, 200, "{\"items\":[{\"k\":" + text + "}]}");
      case NAME_OF_A_FIELD -> send(exchange, 200, "{\"items\":{" + text + ":1}}");
      case RATE_LIMIT_REASON -> {
        exchange.getResponseHeaders().add("Retry-After", "999999");
        send(exchange, 429, "{\"message\":" + text + "}");
      }
    }
  }

  private static String page(String more) {
    return "{\"items\":[{\"id\":1}]," + more + "}";
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
