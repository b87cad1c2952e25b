package dev.javacdk.manifest.model;

/** Reads decoders, also in the words that older manifests had for them. */
final class DecoderReader {

  private static final String UTF_8 = "utf-8";

  static final Family<Decoder> DECODER = Family.of("decoder", Decoder.Custom::new);

  static {
    DECODER
        .with("JsonDecoder", fields -> new Decoder.Json(fields.node()))
        .with(
            "JsonItemsDecoder",
            fields ->
                new Decoder.JsonItems(
                    fields.node(), fields.text("items_path"), fields.text("encoding", UTF_8)))
        .with("JsonlDecoder", DecoderReader::lines)
        .with("IterableDecoder", fields -> new Decoder.Lines(fields.node()))
        .with("CsvDecoder", DecoderReader::csv)
        .with("XmlDecoder", fields -> new Decoder.Xml(fields.node()))
        .with("GzipDecoder", fields -> gzip(fields, "decoder"))
        .with(
            "ZipfileDecoder",
            fields ->
                new Decoder.Zip(
                    fields.node(),
                    fields.one(fields.any("parser") == null ? "decoder" : "parser", inner())))
        .with("CompositeRawDecoder", fields -> fields.one("parser", inner()))
        .with("JsonParser", fields -> new Decoder.Json(fields.node()))
        .with("JsonLineParser", DecoderReader::lines)
        .with("CsvParser", DecoderReader::csv)
        .with("GzipParser", fields -> gzip(fields, "inner_parser"))
        .with("GzipJsonDecoder", DecoderReader::gzipJson);
  }

  private DecoderReader() {}

  private static Reader<Decoder> inner() {
    return DECODER;
  }

  private static Decoder gzip(Fields fields, String inner) {
    return new Decoder.Gzip(fields.node(), fields.one(inner, inner()));
  }

  private static Decoder gzipJson(Fields fields) {
    return new Decoder.Gzip(fields.node(), new Decoder.Json(fields.node()));
  }

  private static Decoder lines(Fields fields) {
    return new Decoder.JsonLines(fields.node(), fields.text("encoding", UTF_8));
  }

  private static Decoder csv(Fields fields) {
    return new Decoder.Csv(
        fields.node(),
        fields.text("encoding", UTF_8),
        fields.text("delimiter", ","),
        fields.textsOrEmpty("set_values_to_none"));
  }
}
