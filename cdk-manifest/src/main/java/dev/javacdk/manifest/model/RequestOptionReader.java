package dev.javacdk.manifest.model;

/** Reads where in a request a value goes. */
final class RequestOptionReader {

  static final Reader<RequestOption.Field> FIELD =
      Reader.only("RequestOption", RequestOptionReader::field);

  /** Of a page's token, which may be a whole URL. */
  static final Reader<RequestOption> ANY =
      fields ->
          fields.node().type().equals("RequestPath")
              ? new RequestOption.Url(fields.node())
              : FIELD.read(fields);

  private RequestOptionReader() {}

  private static RequestOption.Field field(Fields fields) {
    if (fields.any("inject_into") == null) {
      fields.problem("needs 'inject_into'");
    }
    boolean named = fields.any("field_name") != null;
    boolean path = fields.any("field_path") != null;
    if (named == path) {
      fields.problem("needs either 'field_name' or 'field_path'" + (named ? ", and has both" : ""));
    }
    RequestOption.Into into =
        fields.choice(
            "inject_into", RequestOption.Into.class, RequestOption.Into.REQUEST_PARAMETER);
    return new RequestOption.Field(
        fields.node(), into, fields.textOrNull("field_name"), fields.textsOrEmpty("field_path"));
  }
}
