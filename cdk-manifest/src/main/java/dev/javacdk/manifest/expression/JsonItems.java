package dev.javacdk.manifest.expression;

import java.util.AbstractList;
import java.util.RandomAccess;
import tools.jackson.databind.node.ArrayNode;

/** A JSON array as a list of values, each made when it is asked for. */
final class JsonItems extends AbstractList<Object> implements RandomAccess {

  private final ArrayNode node;

  JsonItems(ArrayNode node) {
    this.node = node;
  }

  ArrayNode node() {
    return node;
  }

  @Override
  public Object get(int index) {
    return Values.of(node.get(index));
  }

  @Override
  public int size() {
    return node.size();
  }
}
