package dev.javacdk.manifest.expression;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON object as a map of values, each made when it is asked for. */
final class JsonMap extends AbstractMap<Object, Object> {

  private final ObjectNode node;

  JsonMap(ObjectNode node) {
    this.node = node;
  }

  ObjectNode node() {
    return node;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    JsonNode found = key instanceof String name ? node.get(name) : null;
    return found == null ? null : Values.of(found);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String name && node.has(name);
  }

  @Override
  public int size() {
    return node.size();
  }

  @Override
  public Set<Map.Entry<Object, Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<Object, Object>> iterator() {
        Iterator<Map.Entry<String, JsonNode>> entries = node.properties().iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return entries.hasNext();
          }

          @Override
          public Map.Entry<Object, Object> next() {
            Map.Entry<String, JsonNode> entry = entries.next();
            return Map.entry(entry.getKey(), Values.of(entry.getValue()));
          }
        };
      }

      @Override
      public int size() {
        return node.size();
      }
    };
  }
}
