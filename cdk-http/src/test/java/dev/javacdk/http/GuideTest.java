package dev.javacdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Source;
import dev.javacdk.api.Stream;
import dev.javacdk.http.fake.Asked;
import dev.javacdk.http.fake.FakeApi;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.fake.Walker;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector in docs/http.md is short, compiles as it stands, and reads. */
class GuideTest {

  private static final String IMPORTS =
      """
      import dev.javacdk.api.*;
      import dev.javacdk.api.spec.*;
      import dev.javacdk.http.*;
      import dev.javacdk.http.auth.Auth;
      import dev.javacdk.http.paging.Paging;
      import java.util.List;
      """;

  @TempDir Path files;

  @Test
  void aConnectorWithASubstreamIsAtMostThirtyLines() throws Exception {
    String guide = Files.readString(Path.of("..", "docs", "http.md"));
    String code = guide.substring(guide.lastIndexOf("```java") + 8, guide.lastIndexOf("```"));
    assertThat(code.lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(30);
    compile(code);
    try (FakeApi server = new FakeApi(GuideTest::forum);
        URLClassLoader loader = new URLClassLoader(new URL[] {files.toUri().toURL()})) {
      List<Stream> streams = streams(loader, server.url());
      assertThat(new Walker().readAll(streams.get(0))).hasSize(3);
      assertThat(new Walker().readAll(streams.get(1))).hasSize(9);
      assertThat(server.asked().get(0).header("x-api-key")).isEqualTo("key");
    }
  }

  private static Reply forum(Asked asked) {
    int page = Integer.parseInt(asked.query("page", "1"));
    return Reply.json(page > 3 ? "{\"data\":[]}" : "{\"data\":[{\"id\":%d}]}".formatted(page));
  }

  private void compile(String code) throws Exception {
    Path source = Files.writeString(files.resolve("ForumSource.java"), IMPORTS + code);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of("-d", files.toString(), "-proc:none"),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
            .call();
    assertThat(compiled).as(messages.toString()).isTrue();
  }

  @SuppressWarnings("unchecked")
  private static List<Stream> streams(ClassLoader loader, String url) throws Exception {
    Constructor<?> config = loader.loadClass("ForumSource$Config").getDeclaredConstructors()[0];
    config.setAccessible(true);
    Source<Object> source =
        (Source<Object>) loader.loadClass("ForumSource").getDeclaredConstructor().newInstance();
    return source.streams(config.newInstance("key", url));
  }
}
