package dev.javacdk.manifest.build;

import java.util.ArrayList;
import java.util.List;

/** Joins paths as Python does: no segment between others is empty. Pure. */
final class Paths {

  private Paths() {}

  /** The path, to be put below an address. */
  static String joined(String path) {
    if (path.startsWith("http://") || path.startsWith("https://")) {
      return path;
    }
    String rest = path.replaceFirst("^/+", "");
    int end = endOfPath(rest);
    List<String> segments = new ArrayList<>();
    String[] parts = rest.substring(0, end).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].isEmpty() || i == parts.length - 1) {
        segments.add(parts[i]);
      }
    }
    return String.join("/", segments) + rest.substring(end);
  }

  /** The address, to have a path below it. */
  static String base(String address) {
    int start = address.indexOf('/', address.indexOf("://") + 3);
    return start < 0
        ? address
        : address.substring(0, start + 1) + joined(address.substring(start + 1));
  }

  private static int endOfPath(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '?' || text.charAt(i) == '#') {
        return i;
      }
    }
    return text.length();
  }
}
