package dev.javacdk.manifest.model;

import java.util.List;

/** What the body of an answer is written in. */
public sealed interface Decoder extends Component {

  /** One JSON document: {@code JsonDecoder}. */
  record Json(Node node) implements Decoder {}

  /** One JSON document, of which only the items of a list are read: {@code JsonItemsDecoder}. */
  record JsonItems(Node node, String itemsPath, String encoding) implements Decoder {}

  /** A JSON document on each line: {@code JsonlDecoder}. */
  record JsonLines(Node node, String encoding) implements Decoder {}

  /** Text on each line: {@code IterableDecoder}. */
  record Lines(Node node) implements Decoder {}

  /** Rows with a heading: {@code CsvDecoder}. */
  record Csv(Node node, String encoding, String delimiter, List<String> nulls) implements Decoder {}

  /** A document of elements: {@code XmlDecoder}. */
  record Xml(Node node) implements Decoder {}

  /** Packed: {@code GzipDecoder}. */
  record Gzip(Node node, Decoder inner) implements Decoder {}

  /** An archive of files: {@code ZipfileDecoder}. */
  record Zip(Node node, Decoder inner) implements Decoder {}

  /** Python code, or of a type that is not known; the latter is of no class. */
  record Custom(Node node, String className) implements Decoder {}
}
