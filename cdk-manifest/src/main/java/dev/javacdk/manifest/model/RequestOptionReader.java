package dev.javacdk.manifest.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads where in a request a value goes. */
final class RequestOptionReader {

  private static final String NAME = "field_name";
  private static final String PATH = "field_path";

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
    String name = fields.textOrNull(NAME);
    RequestOption.Into into = fields.choiceOrNull("inject_into", RequestOption.Into.class);
    if (fields.any("inject_into") == null) {
      fields.problem("needs 'inject_into'");
    }
    boolean json = into == RequestOption.Into.BODY_JSON;
    boolean hasPath = fields.any(PATH) != null && (name == null || (json && isMeant(fields)));
    List<String> path = hasPath ? fields.textsOrEmpty(PATH) : List.of();
    if ((name != null) == hasPath) {
      fields.problem("needs either 'field_name' or 'field_path'" + (hasPath ? ", not both" : ""));
    }
    if (hasPath && into != null && !json) {
      fields.problem(PATH, "is for body_json only; say a 'field_name'");
    }
    return new RequestOption.Field(
        fields.node(), into == null ? RequestOption.Into.REQUEST_PARAMETER : into, name, path);
  }

  /**
   * Manifests from before there were paths here have parameters of that name, which are meant for
   * something else; so is a path beside a name where there can be none.
   */
  private static boolean isMeant(Fields fields) {
    return !Objects.equals(fields.any(PATH), fields.node().parameters().get(PATH));
  }

  /** Two values that would go into one field are a problem of what is around both. */
  static void apart(Fields around, @Nullable RequestOption one, @Nullable RequestOption other) {
    if (one instanceof RequestOption.Field a
        && other instanceof RequestOption.Field b
        && a.into() == b.into()
        && a.path().equals(b.path())
        && Objects.equals(a.name(), b.name())) {
      String field = a.name() == null ? String.join(".", a.path()) : a.name();
      around.problem(
          "sends two values as one field, '" + field + "': give them names of their own");
    }
  }
}
